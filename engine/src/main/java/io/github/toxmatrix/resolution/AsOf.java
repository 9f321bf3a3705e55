package io.github.toxmatrix.resolution;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** A time after which nothing that was uploaded counts (PEP 700), so that an index answers as it would have then. */
public record AsOf(Instant time) {

    /**
     * Reads a time (RFC 3339) or a date, which stands for its first moment in UTC: the same on every machine.
     *
     * @throws IllegalArgumentException if it is neither; the message continues a sentence that names the value
     */
    public static AsOf parse(String text) {
        String plain = text.strip();
        try {
            return new AsOf(
                    plain.matches(".*[Tt ].*")
                            ? OffsetDateTime.parse(plain.replace(' ', 'T')).toInstant()
                            : LocalDate.parse(plain)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant());
        } catch (DateTimeParseException invalid) {
            throw new IllegalArgumentException(
                    "it is no time; write a date such as 2024-05-01 or a time such as 2024-05-01T12:00:00Z", invalid);
        }
    }

    /** RFC 3339, in UTC. */
    @Override
    public String toString() {
        return time.toString();
    }
}
