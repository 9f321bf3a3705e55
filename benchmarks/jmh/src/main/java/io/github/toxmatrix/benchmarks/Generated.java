package io.github.toxmatrix.benchmarks;

/**
 * Configurations as projects with many integrations write them: for each of these its versions by its Pythons, which are
 * 25 environments.
 */
final class Generated {

    private static final int EACH = 25;

    private Generated() {}

    /** @param environments a multiple of 25 */
    static String ini(int environments) {
        StringBuilder envList = new StringBuilder("[tox]\nenv_list =\n");
        StringBuilder descriptions = new StringBuilder("\n[testenv]\ndescription =\n");
        StringBuilder deps = new StringBuilder("deps =\n    pytest\n");
        StringBuilder variables = new StringBuilder("set_env =\n    PYTHONHASHSEED = 0\n");
        for (int i = 0; i < environments / EACH; i++) {
            String name = "lib" + i;
            envList.append("    {py3.10,py3.11,py3.12,py3.13,py3.14}-")
                    .append(name)
                    .append("-v{1,2,3,4,5}\n");
            descriptions
                    .append("    ")
                    .append(name)
                    .append(": tests of ")
                    .append(name)
                    .append('\n');
            for (int version = 1; version <= 5; version++) {
                deps.append("    %s-v%d: %s~=%d.0\n".formatted(name, version, name, version));
            }
            deps.append("    {py3.10,py3.11}-%s: backport-of-%s\n".formatted(name, name));
            deps.append("    %s-v1,%s-v2: old-helper # until version 3\n".formatted(name, name));
            variables.append("    %s: TESTED = tests/%s\n".formatted(name, name));
        }
        return envList.append(descriptions)
                .append(deps)
                .append(variables)
                .append("commands = pytest {env:TESTED:tests} {posargs}\n")
                .toString();
    }

    /** @param environments a multiple of 25 */
    static String toml(int environments) {
        String factors =
                "[\"py3.10\", \"py3.11\", \"py3.12\", \"py3.13\", \"py3.14\"], [\"v1\", \"v2\", \"v3\", \"v4\", \"v5\"]";
        StringBuilder envList = new StringBuilder("env_list = [\n");
        StringBuilder bases = new StringBuilder("[env_run_base]\n")
                .append("set_env = { PYTHONHASHSEED = \"0\" }\n")
                .append("commands = [[\"pytest\", \"tests\", { replace = \"posargs\", extend = true }]]\n");
        for (int i = 0; i < environments / EACH; i++) {
            envList.append("    { product = [[\"lib%d\"], %s] },\n".formatted(i, factors));
            bases.append("[env_base.lib%d]\n".formatted(i))
                    .append("factors = [%s]\n".formatted(factors))
                    .append("description = \"tests of lib%d\"\n".formatted(i))
                    .append("deps = [\"pytest\", \"lib%d\"]\n".formatted(i));
        }
        return envList.append("]\n").append(bases).toString();
    }
}
