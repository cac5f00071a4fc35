package io.github.imagejdiffusion.batch.segment;

import io.github.imagejdiffusion.batch.CommandProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/** Waits for files that come into a folder or go from it. */
final class FolderEvents implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 100;

    private final WatchService watch;

    FolderEvents(Path folder) throws IOException {
        watch = folder.getFileSystem().newWatchService();
        folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
    }

    /** Returns as soon as there have been that many, or the process has ended. */
    void await(int count, CommandProcess process) throws InterruptedException {
        for (int seen = 0; seen < count && process.isAlive(); ) {
            WatchKey key = watch.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            if (key != null) {
                seen += key.pollEvents().size();
                key.reset();
            }
        }
    }

    @Override
    public void close() throws IOException {
        watch.close();
    }
}
