package io.github.toxmatrix.index.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged meanwhile, down to the last detail, with the messages and traces of exceptions. */
public final class Warnings extends Handler implements AutoCloseable {

    private final Logger logger;
    private final Level before;
    private final List<String> records = new CopyOnWriteArrayList<>();

    private Warnings(Logger logger) {
        super();
        this.logger = logger;
        this.before = logger.getLevel();
        logger.setLevel(Level.ALL);
        setLevel(Level.ALL);
        logger.addHandler(this);
    }

    public static Warnings of(Class<?> type) {
        return new Warnings(Logger.getLogger(type.getName()));
    }

    /** Of everything in this JVM. */
    static Warnings ofAll() {
        return new Warnings(Logger.getLogger(""));
    }

    public String text() {
        return String.join("\n", records);
    }

    @Override
    public void publish(LogRecord record) {
        records.add(new SimpleFormatter().format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(before);
    }
}
