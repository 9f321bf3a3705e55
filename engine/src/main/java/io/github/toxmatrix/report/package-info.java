/** What a run tells people while it runs and after: lines on the console, and how to repeat a failure. */
@NullMarked
package io.github.toxmatrix.report;

import org.jspecify.annotations.NullMarked;
