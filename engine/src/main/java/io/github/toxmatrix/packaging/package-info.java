/**
 * What a Python project says about its package: how it is built (PEP 517, 518, 660), what it depends on (PEP 621, core
 * metadata), and the words in which its build backend is asked. Starts no process.
 */
@NullMarked
package io.github.toxmatrix.packaging;

import org.jspecify.annotations.NullMarked;
