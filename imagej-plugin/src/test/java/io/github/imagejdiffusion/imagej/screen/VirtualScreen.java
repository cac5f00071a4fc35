package io.github.imagejdiffusion.imagej.screen;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A screen that nobody sees: Xvfb on a display number that it chooses itself. */
final class VirtualScreen implements AutoCloseable {

    private final Process server;
    private final String display;

    private VirtualScreen(Process server, String display) {
        this.server = server;
        this.display = display;
    }

    /** Empty where Xvfb is not installed or does not start. */
    static Optional<VirtualScreen> start() throws IOException, InterruptedException {
        Process server;
        try {
            server = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp")
                    .redirectError(ProcessBuilder.Redirect.to(new File("/dev/null")))
                    .start();
        } catch (IOException e) {
            return Optional.empty();
        }
        // Ends with the line, or with the process.
        String number =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (number == null) {
            server.waitFor(10, TimeUnit.SECONDS);
            return Optional.empty();
        }
        return Optional.of(new VirtualScreen(server, ":" + number));
    }

    /** For the environment variable DISPLAY. */
    String display() {
        return display;
    }

    @Override
    public void close() throws InterruptedException {
        server.destroy();
        server.waitFor(10, TimeUnit.SECONDS);
    }
}
