package io.github.imagejdiffusion.formats.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.FormatsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    private long files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    @Test
    void appearsOnlyWhenCommitted() throws IOException {
        Path target = folder.resolve("a.csv");
        try (AtomicFile file = AtomicFile.create(target)) {
            file.write(ByteBuffer.wrap(new byte[] {'a'}));
            assertFalse(Files.exists(target));
            file.commit();
            assertEquals("a", Files.readString(target));
        }
        assertEquals(1, files());
    }

    @Test
    void anInterruptIsNotTakenForAFullDisk() throws IOException {
        Path target = folder.resolve("a.csv");
        Thread.currentThread().interrupt();
        FormatsException e = assertThrows(FormatsException.class, () -> {
            try (AtomicFile file = AtomicFile.create(target)) {
                file.write(ByteBuffer.wrap(new byte[] {'a'}));
                file.commit();
            }
        });
        assertTrue(Thread.interrupted(), "the interrupt must not be lost");
        assertEquals(target + ": was not written, as the thread was interrupted; write it again", e.getMessage());
        assertEquals(0, files());
    }

    @Test
    void writingAfterwardsIsNotTakenForAFullDisk() {
        Path target = folder.resolve("a.csv");
        try (AtomicFile file = AtomicFile.create(target)) {
            file.commit();
            FormatsException e =
                    assertThrows(FormatsException.class, () -> file.write(ByteBuffer.wrap(new byte[] {'a'})));
            assertEquals(target + ": is closed to further writing; begin it anew", e.getMessage());
        }
    }

    @Test
    void replacesAnOlderFile() throws IOException {
        Path target = folder.resolve("a.json");
        AtomicFile.writeText(target, "long old text");
        AtomicFile.writeText(target, "\u00b5");
        assertEquals("\u00b5", Files.readString(target));
        assertEquals(1, files());
    }

    @Test
    void twoWritersOfOneTargetDoNotMix() throws IOException {
        Path target = folder.resolve("a.txt");
        try (AtomicFile first = AtomicFile.create(target);
                AtomicFile second = AtomicFile.create(target)) {
            first.write(ByteBuffer.wrap(new byte[] {'1'}));
            second.write(ByteBuffer.wrap(new byte[] {'2'}));
            first.commit();
            second.commit();
        }
        assertEquals("2", Files.readString(target));
        assertEquals(1, files());
    }

    @Test
    void theNextWriterRemovesWhatAKilledOneLeft() throws IOException {
        Path target = folder.resolve("a.tif");
        assertFalse(AtomicFile.isBegun(target));
        Files.writeString(folder.resolve("a.tif.0.part"), "half");
        Files.writeString(folder.resolve("a.tif.3.part"), "half");
        Files.writeString(folder.resolve("b.tif.0.part"), "of another target");
        assertTrue(AtomicFile.isBegun(target));
        try (AtomicFile file = AtomicFile.create(target)) {
            assertFalse(file.hasOtherWriter());
            assertEquals(2, files(), "its own and that of the other target");
            assertTrue(AtomicFile.isBegun(target));
        }
        assertFalse(AtomicFile.isBegun(target));
        Files.writeString(folder.resolve("a.tif.5.part"), "half");
        AtomicFile.removeLeftovers(target);
        assertEquals(1, files());
    }

    @Test
    void whatIsBeingWrittenIsNoLeftover() throws IOException {
        Path target = folder.resolve("a.tif");
        try (AtomicFile first = AtomicFile.create(target)) {
            first.write(ByteBuffer.wrap(new byte[] {'1'}));
            AtomicFile.removeLeftovers(target);
            try (AtomicFile second = AtomicFile.create(target)) {
                assertTrue(first.hasOtherWriter() && second.hasOtherWriter());
            }
            assertFalse(first.hasOtherWriter());
            first.commit();
        }
        assertEquals("1", Files.readString(target));
        assertEquals(1, files());
    }

    @Test
    void saysThatAnotherWriterHasTakenTheFileAway() throws IOException {
        Path target = folder.resolve("a.csv");
        try (AtomicFile file = AtomicFile.create(target)) {
            Files.delete(folder.resolve("a.csv.0.part"));
            assertFalse(file.isThere());
            String message = assertThrows(FormatsException.class, file::commit).getMessage();
            assertTrue(message.contains("another process is writing it"), message);
        }
        assertEquals(0, files());
    }

    @Test
    void writersHaveALimit() {
        Path target = folder.resolve("a.tif");
        List<AtomicFile> writers = new ArrayList<>();
        for (int i = 0; i < PartFiles.MOST; i++) {
            writers.add(AtomicFile.create(target));
        }
        String message = assertThrows(FormatsException.class, () -> AtomicFile.create(target))
                .getMessage();
        assertTrue(message.startsWith(target.toString()) && message.contains("too many"), message);
        writers.forEach(AtomicFile::close);
        assertFalse(AtomicFile.isBegun(target));
    }

    @Test
    void aFullDiskLeavesNothingBehind() throws IOException {
        Path target = folder.resolve("a.tif");
        Path part = Files.createFile(folder.resolve("a.tif.part"));
        WritableByteChannel full = new WritableByteChannel() {
            @Override
            public int write(ByteBuffer source) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() throws IOException {
                throw new IOException("No space left on device");
            }
        };
        try (AtomicFile file = AtomicFile.create(target, part, full)) {
            FormatsException e =
                    assertThrows(FormatsException.class, () -> file.stream().write(1));
            assertTrue(e.getMessage().startsWith(target.toString()), e.getMessage());
            assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
        }
        assertEquals(0, files());
    }

    @Test
    void explainsDenialAndMissingFolders() {
        Path target = folder.resolve("no/a.csv");
        String missing = assertThrows(FormatsException.class, () -> AtomicFile.writeText(target, ""))
                .getMessage();
        assertTrue(missing.startsWith(target.toString()) && missing.contains("folder does not exist"), missing);
        // Permissions cannot be taken from the superuser, who may run this test; the message can be checked.
        String denied = FormatsException.writing(target, new AccessDeniedException("x.part"))
                .getMessage();
        assertTrue(denied.contains("may not be written") && !denied.contains(".part"), denied);
    }
}
