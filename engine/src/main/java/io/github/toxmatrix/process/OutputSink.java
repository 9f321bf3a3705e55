package io.github.toxmatrix.process;

/** Takes what a process prints. Standard output and error arrive in the order in which they were read. */
@FunctionalInterface
public interface OutputSink {

    /**
     * More output.
     *
     * @param text decoded as UTF-8, malformed bytes replaced; may end in the middle of a line
     */
    void accept(Channel channel, String text);

    /** Which of the two streams. */
    enum Channel {
        OUT,
        ERR
    }
}
