package io.github.toxmatrix.tox.key;

import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.value.ValueType;

/** Keys of an environment that tox itself does not register, but a plugin whose work is done here too. */
public final class PluginKeys {

    /** tox-uv: whether pip is in the environment. */
    public static final Key<Boolean> UV_SEED = Key.of(ValueType.BOOL, false, "uv_seed");

    private PluginKeys() {}
}
