package io.github.toxmatrix.index.upstream;

import io.github.toxmatrix.interpreter.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The credentials of a netrc file, by host; those of {@code default} stand under the empty name. */
public record Netrc(Map<String, Credentials> hosts) {

    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");

    public Netrc {
        hosts = Map.copyOf(hosts);
    }

    /** {@code $NETRC}, else {@code ~/.netrc} or {@code ~/_netrc}, as pip and uv have it. */
    public static Netrc read(Map<String, String> environ) throws IOException {
        String named = environ.getOrDefault("NETRC", "");
        Optional<Path> file = (named.isEmpty()
                        ? Stream.of(".netrc", "_netrc").map(Platform.home(environ)::resolve)
                        : Stream.of(Path.of(named)))
                .filter(Files::isRegularFile)
                .findFirst();
        return file.isPresent() ? parse(Files.readString(file.get())) : new Netrc(Map.of());
    }

    public static Netrc parse(String text) {
        Map<String, Credentials> hosts = new LinkedHashMap<>();
        Iterator<String> words = words(text.replaceAll("(?ms)^\\s*macdef\\b.*?(?:^\\s*$|\\z)", ""))
                .iterator();
        String host = "";
        String user = "";
        String password = "";
        boolean open = false;
        while (words.hasNext()) {
            String word = words.next();
            if (word.equals("machine") || word.equals("default")) {
                if (open) {
                    hosts.putIfAbsent(host, new Credentials(user, password));
                }
                open = true;
                host = word.equals("machine") && words.hasNext() ? words.next() : "";
                user = "";
                password = "";
            } else if (words.hasNext()) {
                String value = words.next();
                user = word.equals("login") || word.equals("user") ? value : user;
                password = word.equals("password") ? value : password;
            }
        }
        if (open) {
            hosts.putIfAbsent(host, new Credentials(user, password));
        }
        return new Netrc(hosts);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.replaceAll("(?m)^\\s*#.*$", ""));
        while (matcher.find()) {
            words.add(matcher.group(1) != null ? matcher.group(1).replaceAll("\\\\(.)", "$1") : matcher.group(2));
        }
        return words;
    }

    public Optional<Credentials> find(String host) {
        return Optional.ofNullable(hosts.get(host)).or(() -> Optional.ofNullable(hosts.get("")));
    }
}
