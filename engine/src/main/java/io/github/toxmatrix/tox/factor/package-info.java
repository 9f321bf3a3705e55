/**
 * Factors: expressions that generate names and conditions that hold for them (tox's {@code config/loader/ini/factor.py},
 * {@code config/loader/toml/_product.py}).
 */
@NullMarked
package io.github.toxmatrix.tox.factor;

import org.jspecify.annotations.NullMarked;
