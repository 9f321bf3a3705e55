package io.github.toxmatrix.tox.substitution;

import io.github.toxmatrix.tox.setting.Replacement;
import io.github.toxmatrix.tox.setting.Scope;
import io.github.toxmatrix.tox.text.ShellWords;
import io.github.toxmatrix.tox.text.Template;
import io.github.toxmatrix.tox.value.ValueType;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the references of one text (tox's {@code config/loader/replacer.py}). A failure is an IllegalArgumentException.
 */
public final class Substitution {

    /** Deeper references stay as they are written, as they can only go round in a circle. */
    static final int MAX_DEPTH = 100;

    /** A depth at which nothing is nested. */
    private static final int ONCE = MAX_DEPTH + 1;

    private final Scope scope;
    private final References references;
    private final boolean program;

    /** Whether a reference went too deep: from there on all others stay as they are written too. */
    private boolean exhausted;

    public Substitution(Scope scope, References references) {
        this(scope, references, false);
    }

    /** @param program whether the text is where a command has its program */
    public Substitution(Scope scope, References references, boolean program) {
        this.scope = scope;
        this.references = references;
        this.program = program;
    }

    public String replace(String text) {
        return join(Template.parse(text), scope, Entries.NONE, 0);
    }

    /** As {@link #replace}, but references in what comes out of one stay as they are written. */
    public String replaceOnce(String text) {
        return join(Template.parse(text), scope, Entries.NONE, ONCE);
    }

    /** As {@link #replace}, by the rules for what the setting holds. */
    public String replaceFor(ValueType<?> type, String text) {
        if (text.indexOf('{') < 0 && !text.contains("[]") && text.indexOf('\\') < 0) {
            return text;
        }
        Template template = Template.parse(text);
        if (type == ValueType.COMMANDS || type == ValueType.COMMAND) {
            return new CommandSubstitution(this).join(template, scope);
        }
        return join(template, scope, Entries.of(type, template), 0);
    }

    private String join(Template template, Scope at, Entries entries, int depth) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < template.parts().size(); i++) {
            Template.Part part = template.parts().get(i);
            if (part instanceof Template.Text text) {
                texts.add(text.text());
            } else if (part instanceof Template.Reference reference) {
                texts.add(replace(reference, template, i, at, entries, depth));
            }
        }
        entries.check(template, texts);
        return String.join("", texts);
    }

    private String replace(
            Template.Reference reference, Template within, int position, Scope at, Entries entries, int depth) {
        if (exhausted) {
            return reference.text();
        }
        List<String> args = reference.args().stream()
                .map(arg -> join(arg, at, entries, depth))
                .toList();
        Replacement replacement = resolve(args, at, program);
        if (replacement == null) {
            return "{" + String.join(":", args) + "}";
        }
        String text = replacement instanceof Replacement.Text found
                ? nested(found, args, at, entries, depth)
                : fallback((Replacement.Default) replacement, args);
        entries.check(within, position, text);
        return text;
    }

    private String nested(Replacement.Text found, List<String> args, Scope at, Entries entries, int depth) {
        if (!found.raw() || depth == ONCE) {
            return found.text();
        }
        Template template = Template.parse(found.text());
        if (!template.hasReference()) {
            return found.text();
        }
        if (depth == MAX_DEPTH) {
            exhausted = true;
            return found.text();
        }
        return join(template, inside(args, at), entries, depth + 1);
    }

    /** Where the references in what a reference stands for are resolved. */
    static Scope inside(List<String> args, Scope at) {
        return args.get(0).equals("env") && args.size() > 1 ? at.through("env:" + args.get(1)) : at;
    }

    private static String fallback(Replacement.Default wanted, List<String> args) {
        if (wanted.text().isPresent()) {
            return wanted.text().get();
        }
        int from = Math.min(wanted.from(), args.size());
        int to = Math.min(wanted.to(), args.size());
        return String.join(":", args.subList(from, to));
    }

    /** Null where the text stays as it is. */
    @Nullable
    public Replacement resolve(List<String> args, Scope at, boolean program) {
        String kind = args.get(0);
        List<String> rest = args.subList(1, args.size());
        if (kind.equals("/")) {
            return Replacement.Text.resolved(File.separator);
        }
        if (kind.isEmpty() && rest.equals(List.of(""))) {
            return Replacement.Text.resolved(File.pathSeparator);
        }
        return switch (kind) {
            case "env" -> variable(rest, at);
            case "tty" -> new Replacement.Default(2, 3); // what runs here never writes to a terminal
            case "posargs" ->
                PositionalArguments.of(at, program)
                        .<Replacement>map(given -> new Replacement.Text(ShellWords.joinOnOneLine(given), false, given))
                        .orElse(new Replacement.Default(1, Integer.MAX_VALUE));
            case "glob" -> Globs.replacement(rest, at);
            case "factor" -> factor(rest, at);
            default -> references.resolve(String.join(":", args), at);
        };
    }

    private Replacement factor(List<String> args, Scope at) {
        if (args.isEmpty() || args.get(0).isEmpty()) {
            throw new IllegalArgumentException("{factor:} names no label");
        }
        return references
                .factor(args.get(0), args.size() > 1, at)
                .<Replacement>map(Replacement.Text::resolved)
                .orElse(new Replacement.Default(2, Integer.MAX_VALUE));
    }

    /** {@code set_env} of the same environment first, then the process's environment, then the default. */
    private static Replacement variable(List<String> args, Scope at) {
        if (args.isEmpty() || args.get(0).isEmpty()) {
            throw new IllegalArgumentException("{env:} names no variable");
        }
        String name = args.get(0);
        String link = "env:" + name;
        if (at.environment().isPresent()) {
            int before = at.chain().indexOf(link);
            if (before < 0) {
                Optional<String> value = at.environment().get().variable(name, at.through(link));
                if (value.isPresent()) {
                    return Replacement.Text.resolved(value.get());
                }
            } else if (before < at.chain().size() - 1) {
                throw new IllegalArgumentException("circular chain between set_env "
                        + at.chain().subList(before, at.chain().size()).stream()
                                .filter(step -> step.startsWith("env:"))
                                .map(step -> step.substring("env:".length()))
                                .collect(Collectors.joining(", ")));
            }
        }
        Map<String, String> environ = at.configuration().invocation().environ();
        return environ.containsKey(name)
                ? Replacement.Text.raw(environ.getOrDefault(name, ""))
                : new Replacement.Default(2, Integer.MAX_VALUE);
    }
}
