package io.github.imagejdiffusion.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several formats opens a file. */
class FormatChoiceTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(folder.resolve("a.b"), "text");
    }

    private ImageFile open(ImageFormat... formats) {
        return new FormatChoice(List.of(formats)).open(file);
    }

    private FormatsException unsupported(String what) {
        return FormatsException.unsupported(file, what, "remedy");
    }

    @Test
    void whatOneDoesNotSupportTheNextMayOpen() {
        ImageFile opened = new Opened();
        assertSame(
                opened,
                open(
                        new Stub(true, () -> {
                            throw unsupported("one");
                        }),
                        new Stub(false, () -> {
                            throw new AssertionError("was not claimed");
                        }),
                        new Stub(true, () -> opened),
                        new Stub(true, () -> {
                            throw new AssertionError("is not needed");
                        })));
    }

    @Test
    void ifNoneSupportsItTheFirstIsHeard() {
        FormatsException e = assertThrows(
                FormatsException.class,
                () -> open(
                        new Stub(true, () -> {
                            throw unsupported("one");
                        }),
                        new Stub(true, () -> {
                            throw unsupported("two");
                        })));
        assertEquals(file + ": one; remedy", e.getMessage());
        assertEquals(file + ": two; remedy", e.getSuppressed()[0].getMessage());
    }

    @Test
    void damagedFilesAreNotHandedOn() {
        FormatsException damaged = new FormatsException(file, "is cut off", "copy it again");
        assertSame(
                damaged,
                assertThrows(
                        FormatsException.class,
                        () -> open(
                                new Stub(true, () -> {
                                    throw damaged;
                                }),
                                new Stub(true, Opened::new))));
    }

    private record Stub(boolean claims, Supplier<ImageFile> opener) implements ImageFormat {

        @Override
        public String name() {
            return "stub";
        }

        @Override
        public Set<String> extensions() {
            return Set.of();
        }

        @Override
        public boolean claims(Path path) {
            return claims;
        }

        @Override
        public ImageFile open(Path path) {
            return opener.get();
        }
    }

    private static final class Opened implements ImageFile {

        @Override
        public Path path() {
            return Path.of("a.b");
        }

        @Override
        public String formatName() {
            return "stub";
        }

        @Override
        public List<Series> series() {
            return List.of();
        }

        @Override
        public RandomAccessibleInterval<? extends RealType<?>> region(
                int series, int c, int z, int t, Interval region) {
            throw new IndexOutOfBoundsException();
        }

        @Override
        public void close() {}
    }
}
