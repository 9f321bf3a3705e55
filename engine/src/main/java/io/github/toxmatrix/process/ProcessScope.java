package io.github.toxmatrix.process;

/** The processes of one environment (or of a run). Closing it ends every process that was started in it. */
public interface ProcessScope extends AutoCloseable {

    /**
     * Runs a process to its end.
     *
     * @param output takes its output while it runs, on a thread of the scope
     * @return how it ended; also when the limit of the scope ended it
     * @throws ProcessStartException if it could not be started; the message names the program and the cause
     * @throws InterruptedException if the thread was interrupted; the process has been ended then
     */
    ExitStatus run(ProcessRequest request, OutputSink output) throws ProcessStartException, InterruptedException;

    /** Ends what still runs, children that left their session or parent included. */
    @Override
    void close();
}
