package io.github.toxmatrix.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the lines of a requirements file into arguments of an installer which is started where their paths begin. */
final class RequirementLines {

    private static final Pattern OPTION =
            Pattern.compile("(--[a-z-]+|-[a-z])(?:\\s*=\\s*|\\s+|(?<=^-[a-z]))(.*)|(--[a-z-]+)");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s+)#.*$");

    /** Options of pip's requirement files which have no meaning for uv. */
    private static final Set<String> PIP_ONLY = Set.of("--prefer-binary", "--use-feature", "--no-use-pep517");

    private RequirementLines() {}

    /** As pip takes them. */
    static List<String> forPip(List<String> lines) {
        List<String> arguments = new ArrayList<>();
        for (String line : lines) {
            String plain = COMMENT.matcher(line).replaceFirst("").strip();
            if (plain.isEmpty()) {
                continue;
            }
            Matcher option = OPTION.matcher(plain);
            if (!plain.startsWith("-") || !option.matches()) {
                arguments.add(plain);
            } else if (option.group(3) != null) {
                arguments.add(option.group(3));
            } else {
                arguments.add(option.group(1));
                if (!option.group(2).isEmpty()) {
                    arguments.add(unquote(option.group(2)));
                }
            }
        }
        return arguments;
    }

    /** As uv takes them. */
    static List<String> forUv(List<String> lines) {
        List<String> arguments = new ArrayList<>();
        for (String argument : forPip(lines)) {
            switch (argument) {
                case "--pre" -> arguments.add("--prerelease=allow");
                case "--trusted-host" -> arguments.add("--allow-insecure-host");
                case "-i" -> arguments.add("--index-url");
                default -> {
                    if (!PIP_ONLY.contains(argument)) {
                        arguments.add(argument);
                    }
                }
            }
        }
        return arguments;
    }

    private static String unquote(String value) {
        String stripped = value.strip();
        if (stripped.length() > 1
                && (stripped.charAt(0) == '"' || stripped.charAt(0) == '\'')
                && stripped.charAt(stripped.length() - 1) == stripped.charAt(0)) {
            return stripped.substring(1, stripped.length() - 1);
        }
        return stripped.replace("\\ ", " ");
    }
}
