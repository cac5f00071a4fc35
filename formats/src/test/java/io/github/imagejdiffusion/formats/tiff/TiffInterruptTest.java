package io.github.imagejdiffusion.formats.tiff;

import static io.github.imagejdiffusion.formats.Planes.assertPlane;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.lazy.LazyPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thread that is interrupted while it looks at a TIFF file, as viewers do with theirs, must not close it to others. */
class TiffInterruptTest {

    private static final TiffFixture.Pixels EXPECTED = TiffFixture.formula(16, 1);

    @TempDir
    Path folder;

    @AfterEach
    void goOn() {
        Thread.interrupted();
    }

    private Path tiff() throws IOException {
        return new TiffFixture().write(folder.resolve("a.tif"));
    }

    @Test
    void anInterruptedThreadOpensAndReads() throws IOException {
        Path tiff = tiff();
        Thread.currentThread().interrupt();
        try (ImageFile file = ImageFiles.open(tiff)) {
            assertPlane(file.plane(0, 0, 0, 0), (x, y) -> EXPECTED.at(0, 0, x, y));
        }
        assertTrue(Thread.interrupted(), "the interrupt must not be lost");
    }

    @Test
    void theFileStaysOpenToOthers() throws IOException {
        try (ImageFile file = ImageFiles.open(tiff())) {
            RandomAccessibleInterval<? extends RealType<?>> lazy = LazyPlane.of(file, 0, 0, 0, 0, 0);
            Thread.currentThread().interrupt();
            assertEquals(EXPECTED.at(0, 0, 3, 2), lazy.getAt(3, 2).getRealDouble());
            assertTrue(Thread.interrupted(), "the interrupt must not be lost");
            assertPlane(lazy, (x, y) -> EXPECTED.at(0, 0, x, y));
        }
    }

    @Test
    void interruptsInTheMiddleOfReadingChangeNothing() throws Exception {
        try (ImageFile file = ImageFiles.open(tiff())) {
            CompletableFuture<Void> reading = new CompletableFuture<>();
            Thread reader = new Thread(() -> {
                try {
                    for (int i = 0; i < 2000; i++) {
                        assertPlane(file.plane(0, 0, 0, 0), (x, y) -> EXPECTED.at(0, 0, x, y));
                    }
                    reading.complete(null);
                } catch (RuntimeException | AssertionError e) {
                    reading.completeExceptionally(e);
                }
            });
            reader.start();
            while (reader.isAlive()) {
                reader.interrupt();
                TimeUnit.MICROSECONDS.sleep(20);
            }
            reading.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void anotherFileOfThatNameIsNotTakenForTheSame() throws IOException {
        Path tiff = tiff();
        try (SteadyFile file = new SteadyFile(tiff)) {
            TiffFixture other = new TiffFixture();
            other.height = 40;
            Files.move(tiff, folder.resolve("old.tif"));
            other.write(tiff);
            FormatsException e = assertThrows(FormatsException.class, file::reopen);
            assertEquals(tiff + ": is another file than was opened; open it again", e.getMessage());
        }
    }

    @Test
    void afterClosingItSaysSo() throws IOException {
        ImageFile file = ImageFiles.open(tiff());
        file.close();
        FormatsException e =
                assertThrows(FormatsException.class, () -> file.region(0, 0, 0, 0, new FinalInterval(2, 2)));
        assertEquals(file.path() + ": was closed; open it again", e.getMessage());
    }
}
