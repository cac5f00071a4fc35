package io.github.imagejdiffusion.formats.write;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFilesTest {

    private static final int WRITERS = 4;
    private static final int TIMES = 2000;

    @TempDir
    private Path folder;

    /** One step of a writer. */
    private interface Step {
        void run(Path target) throws Exception;
    }

    /** Between making a file and locking it there is a moment in which it looks like a leftover. */
    @Test
    void aFileThatIsBegunIsNotTakenForALeftover() throws Exception {
        repeatTogether(PartFilesTest::write);
    }

    /** Its name may be that of another writer's file a moment later. */
    @Test
    void whoGivesUpRemovesHisOwnFileOnly() throws Exception {
        repeatTogether(target -> {
            try (AtomicFile file = AtomicFile.create(target)) {
                Thread.yield();
                assertTrue(file.isThere(), "was taken away");
            }
        });
    }

    private void repeatTogether(Step step) throws Exception {
        Path target = folder.resolve("a.json");
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(pool.submit(() -> {
                    for (int time = 0; time < TIMES; time++) {
                        step.run(target);
                    }
                    return null;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void write(Path target) throws Exception {
        PartFiles.Part part = new PartFiles(target).create();
        try {
            Thread.yield();
            assertTrue(Files.exists(part.path()), part.path() + " was taken away");
        } finally {
            Files.deleteIfExists(part.path());
            part.channel().close();
        }
    }
}
