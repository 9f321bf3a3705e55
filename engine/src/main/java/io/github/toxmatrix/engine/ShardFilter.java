package io.github.toxmatrix.engine;

import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.launcher.PostDiscoveryFilter;

/** Takes away the environments that other shards run. Registered by ServiceLoader; other engines' tests pass it. */
public final class ShardFilter implements PostDiscoveryFilter {

    @Override
    public FilterResult apply(TestDescriptor descriptor) {
        boolean outside = descriptor instanceof BoxDescriptor box && box.isOutsideShard();
        return outside
                ? FilterResult.excluded("another shard runs this environment")
                : FilterResult.included("not the work of another shard");
    }
}
