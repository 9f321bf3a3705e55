/** The indexes of the user that stand behind ours, and how they are asked: proxies, certificates, credentials, patience. */
@NullMarked
package io.github.toxmatrix.index.upstream;

import org.jspecify.annotations.NullMarked;
