package io.github.toxmatrix;

/**
 * The names of the configuration parameters. Each can be given as a JVM system property ({@code mvn test
 * -Dmatrix.envs=py311}), in {@code junit-platform.properties}, or by a launcher.
 */
public final class Constants {

    /** The folder or file of the tox configuration, absolute or relative to where the build was called. Overrides {@link ToxMatrix#value()}. */
    public static final String ROOT = "matrix.root";

    /**
     * The folder that a relative {@code matrix.root} starts from. Default: the top folder of the Maven build, else the working
     * folder. With {@code mvn -f}, where Maven was called is known to the build alone: set it to {@code ${user.dir}} there.
     */
    public static final String ROOT_BASE = "matrix.root.base";

    /**
     * Which environments to run, in which order: names, globs and factors, separated by commas, such as
     * {@code py311,*-django*}; {@code =py311} is a name and nothing else. Default: those of {@code env_list}.
     */
    public static final String ENVS = "matrix.envs";

    /** Which share of the matrix this runner runs: {@code i/n} with {@code 1 <= i <= n}, such as {@code 4/15}. Default: everything. */
    public static final String SHARD = "matrix.shard";

    /** What stands for {@code {posargs}}: arguments separated as a POSIX shell separates words. Default: nothing given. */
    public static final String POSARGS = "matrix.posargs";

    /**
     * tox's {@code -x}: settings in place of the configuration's, {@code [SECTION.]KEY[+]=VALUE}, such as {@code
     * testenv.deps+=pytest-timeout}; one a line, and a line that begins with a space goes on with the one before. Default: none.
     */
    public static final String OVERRIDE = "matrix.override";

    /** tox's {@code --workdir}: the folder {@code work_dir}, absolute or relative as {@code matrix.root} is. Default: what the configuration says. */
    public static final String WORK_DIR = "matrix.work-dir";

    /** tox's {@code --root}: the folder {@code tox_root}, absolute or relative as {@code matrix.root} is. Default: that of the configuration. */
    public static final String TOX_ROOT = "matrix.tox-root";

    /** Prefix of JUnit's parallel execution parameters: {@value}{@code .enabled}, {@value}{@code .config.strategy} and the rest. Default: enabled, dynamic. */
    public static final String PARALLEL_PREFIX = "matrix.execution.parallel";

    /**
     * Who runs the environments: {@code native} (tox-matrix itself), {@code tox} (the installed tox), or {@code
     * tox:ENVS}, the installed tox for some, named as in {@code matrix.envs}: {@code tox:docker-*,locked}. Default: {@code native}.
     */
    public static final String RUNNER = "matrix.runner";

    /** The program of the installed tox, for {@code matrix.runner}: a path or a name on PATH. Default: {@code tox}. */
    public static final String TOX = "matrix.tox";

    /** Where environments are made: {@code auto} (RAM where there is room, else disk), {@code disk}, or a folder. Default: {@code auto}. */
    public static final String PLACE = "matrix.place";

    /**
     * Whether bytecode is compiled once for all environments of an interpreter and kept between runs: {@code auto} or {@code off}.
     * Default: {@code auto}.
     */
    public static final String BYTECODE = "matrix.bytecode";

    /**
     * The folder for what is kept between runs. Default: {@code tox-matrix} in the user's cache folder ({@code XDG_CACHE_HOME} or
     * {@code ~/.cache}, {@code ~/Library/Caches}, {@code LOCALAPPDATA}).
     */
    public static final String CACHE = "matrix.cache";

    /**
     * Whether environments share the files of what is installed into them ({@code auto}: by hard links, where the system has
     * them), or each gets its own ({@code off}). Default: {@code auto}.
     */
    public static final String STORE = "matrix.store";

    /**
     * Whether installers that have to ask a package index ask through a caching one on 127.0.0.1, which this process serves:
     * {@code auto} (directly where it cannot be served), {@code on} (an error then), {@code off}, or the URL that the command
     * {@code index} prints on another machine: {@code http://HOST:PORT/SECRET/}. Default: {@code auto}.
     */
    public static final String INDEX = "matrix.index";

    /** How long one environment may take, provisioning included, as a number with a unit: {@code 90s}, {@code 10m}, {@code 2h}. Default: no limit. */
    public static final String TIMEOUT = "matrix.timeout";

    /** {@code config}, {@code true} or {@code false}: overrides {@code skip_missing_interpreters}. Default: {@code config}. */
    public static final String SKIP_MISSING_INTERPRETERS = "matrix.skip-missing-interpreters";

    /** {@code true}: environments are made, but their commands are not run, as by tox's {@code --notest}. Default: {@code false}. */
    public static final String NOTEST = "matrix.notest";

    /**
     * tox's {@code --installpkg}: a wheel or an sdist, absolute or relative as {@code matrix.root} is, that is installed instead of what
     * the project's sources would be built to. Default: the project is built.
     */
    public static final String INSTALLPKG = "matrix.installpkg";

    /** {@code true}: the project's package is neither built nor installed, as by tox's {@code --skip-pkg-install}. Default: {@code false}. */
    public static final String SKIP_PKG_INSTALL = "matrix.skip-pkg-install";

    /**
     * {@code true}: neither dependencies nor the package are installed, as by tox's {@code --skip-env-install} where no environment is left
     * of an earlier run, which is so in every run here. Default: {@code false}.
     */
    public static final String SKIP_ENV_INSTALL = "matrix.skip-env-install";

    /** {@code true}: the package is installed as {@code package = editable} does, as by tox's {@code --develop}. Default: {@code false}. */
    public static final String DEVELOP = "matrix.develop";

    /**
     * {@code true}: once an environment has failed, those that have not begun are skipped, as if all had {@code fail_fast}.
     * Default: {@code false}.
     */
    public static final String FAIL_FAST = "matrix.fail-fast";

    /**
     * Which of several environments run that do the same work under different names: {@code all}, or
     * {@code once} the first alone, the others being reported as skipped with its name. Default: {@code all}.
     */
    public static final String DUPLICATES = "matrix.duplicates";

    /** {@code true}: reports have what installers print also where they succeed. Default: {@code false}. */
    public static final String VERBOSE = "matrix.verbose";

    /**
     * How long an answer of a package index about versions is used again, such as {@code 12h}; {@code 0s}: every run asks anew.
     * Default: {@code 24h}, {@code 0s} in a CI, as its variables tell.
     */
    public static final String RESOLUTION_MAX_AGE = "matrix.resolution.max-age";

    /** {@code true}: no answer of an earlier run is used. Default: {@code false}. */
    public static final String REFRESH = "matrix.refresh";

    /**
     * Versions as they were at a time: nothing that was uploaded later is installed. A date ({@code 2024-05-01}: its first moment in
     * UTC) or a time ({@code 2024-05-01T12:00:00Z}), for indexes that tell upload times (PEP 700). Default: now, or {@code
     * UV_EXCLUDE_NEWER}.
     */
    public static final String AS_OF = "matrix.as-of";

    /**
     * The file of the pins of an earlier run, absolute or relative as {@code matrix.root} is: environments get exactly these again.
     * Default: versions are resolved.
     */
    public static final String PINS = "matrix.pins";

    /**
     * The file that the pins of this run are written to, absolute or relative as {@code matrix.root} is. Default: {@code
     * tox-matrix/pins.toml} in the build's folder ({@code target}, {@code build}), else {@code pins.toml} in {@code work_dir}.
     */
    public static final String PINS_OUTPUT = "matrix.pins.output";

    private Constants() {}
}
