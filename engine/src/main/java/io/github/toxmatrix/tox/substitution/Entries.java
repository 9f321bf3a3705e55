package io.github.toxmatrix.tox.substitution;

import io.github.toxmatrix.tox.text.Template;
import io.github.toxmatrix.tox.text.WhiteSpace;
import io.github.toxmatrix.tox.value.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What separates the entries of a value: a substitution that is only a part of an entry cannot bring one in
 * (tox's {@code config/loader/replacer.py}).
 *
 * @param separators none: anything goes
 * @param requirements whether pip reads them, for which there are more rules
 */
record Entries(String separators, boolean requirements) {

    static final Entries NONE = new Entries("", false);

    static Entries of(ValueType<?> type, Template template) {
        String separators = type.separators();
        boolean lines = separators.equals(",\n")
                && template.parts().stream()
                        .anyMatch(part -> part instanceof Template.Text text
                                && text.text().contains("\n"));
        return new Entries(
                lines ? "\n" : separators, // a comma is data where lines are entries
                type == ValueType.REQUIREMENTS || type == ValueType.CONSTRAINTS);
    }

    /** @throws IllegalArgumentException where what stands for the references is more than they may bring in */
    void check(Template template, List<String> replaced) {
        if (requirements) {
            RequirementSubstitution.check(template.parts(), replaced);
        }
    }

    /** @throws IllegalArgumentException where the text splits the entry it stands in */
    void check(Template within, int position, String text) {
        if (has(text) && (textBefore(within.parts(), position) || textAfter(within.parts(), position))) {
            throw new IllegalArgumentException("a substitution within an entry cannot add an entry separator: " + text);
        }
    }

    private boolean has(String text) {
        return text.chars().anyMatch(c -> separators.indexOf(c) >= 0);
    }

    private boolean textBefore(List<Template.Part> parts, int position) {
        for (int i = position - 1; i >= 0; i--) {
            Boolean found = shares(parts.get(i), true);
            if (found != null) {
                return found;
            }
        }
        return false;
    }

    private boolean textAfter(List<Template.Part> parts, int position) {
        for (int i = position + 1; i < parts.size(); i++) {
            Boolean found = shares(parts.get(i), false);
            if (found != null) {
                return found;
            }
        }
        return false;
    }

    /** Null where the part is blank and does not end the entry. */
    private @Nullable Boolean shares(Template.Part part, boolean before) {
        if (!(part instanceof Template.Text text)) {
            return true;
        }
        String content = text.text();
        int from = 0;
        int to = content.length();
        for (int i = 0; i < content.length(); i++) {
            if (separators.indexOf(content.charAt(i)) >= 0) {
                if (before) {
                    from = i + 1;
                } else {
                    to = i;
                    break;
                }
            }
        }
        if (!WhiteSpace.isBlank(content.substring(from, to))) {
            return true;
        }
        boolean separated = from > 0 || to < content.length();
        return separated ? false : null;
    }
}
