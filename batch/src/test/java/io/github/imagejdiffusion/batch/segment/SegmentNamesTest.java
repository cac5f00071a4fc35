package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.Folders;
import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.formats.PixelType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where results go, what they are called, and how the command talks. */
class SegmentNamesTest {

    @TempDir
    private Path folder;

    private static Path image(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return SampleImages.plane(file, 40, 40, PixelType.UINT16, SampleImages.disc());
    }

    private static List<String> records(Path out) {
        return Folders.names(out).stream()
                .filter(name -> name.endsWith(".json"))
                .toList();
    }

    @Test
    void twoInputsOfOneStem() throws IOException {
        Path inputs = folder.resolve("in");
        image(inputs.resolve("a.tif"));
        image(inputs.resolve("b.tif"));
        SampleImages.crop(SampleImages.CROPS.get(0), inputs.resolve("a.png"));
        Path out = folder.resolve("out");
        CommandRun.of("segment", inputs, "-o", out, "--shard", "1/2").assertDone();
        assertEquals(List.of("a_png.json", "b.json"), records(out));
        CommandRun.of("segment", inputs, "-o", out, "--shard", "2/2").assertDone();
        assertEquals(List.of("a_png.json", "a_tif.json", "b.json"), records(out));
        CommandRun.of("segment", inputs, "-o", out).assertDone();
        assertEquals(3 * 5, Folders.names(out).size());
    }

    @Test
    void recursiveMirrorsFolders() throws IOException {
        Path inputs = folder.resolve("in");
        image(inputs.resolve("a.tif"));
        image(inputs.resolve("day 1/a.tif"));
        image(inputs.resolve("day 1/well/b.tif"));
        Path out = folder.resolve("out");
        CommandRun.of("segment", inputs, "-o", out, "--recursive").assertDone();
        assertEquals(List.of("a.json", "day 1/a.json", "day 1/well/b.json"), records(out));
        CommandRun flat =
                CommandRun.of("segment", inputs, "-o", folder.resolve("flat")).assertDone();
        assertEquals(1, flat.progress().size());
    }

    @Test
    void outputInsideTheInputFolder() throws IOException {
        Path inputs = folder.resolve("in");
        image(inputs.resolve("a.tif"));
        Path out = inputs.resolve("results");
        CommandRun.of("segment", inputs, "-o", out, "--recursive").assertDone();
        CommandRun again = CommandRun.of("segment", inputs, "-o", inputs.resolve("more"), "--recursive")
                .assertDone();
        assertEquals(1, again.progress().size(), again::toString);
        assertEquals(List.of("a.json"), records(inputs.resolve("more")));
    }

    @Test
    void argumentsFromAFile() throws IOException {
        Path input = image(folder.resolve("in/a.tif"));
        Path arguments = folder.resolve("arguments.txt");
        Files.writeString(arguments, "# a comment\n\"" + input + "\"\n--steps 2 --seed 5\n");
        Path out = folder.resolve("out");
        CommandRun.of("segment", "@" + arguments, "-o", out).assertDone();
        String record = Files.readString(out.resolve("a.json"));
        assertTrue(record.contains("\"steps\": 2") && record.contains("\"seed\": 5"), record);
    }

    @Test
    void quietSaysNothing() throws IOException {
        Path input = image(folder.resolve("in/a.tif"));
        Path out = folder.resolve("out");
        for (int time = 0; time < 2; time++) {
            CommandRun run =
                    CommandRun.of("segment", input, "-o", out, "--quiet").assertDone();
            assertEquals("", run.out());
            assertEquals(List.of(), run.progress());
        }
        CommandRun.of("segment", input, "-o", out, "--quiet", "--shard", "2/2").assertDone();
        CommandRun.of("segment", input, folder.resolve("absent.tif"), "-o", out, "--quiet")
                .assertOneError(1, "absent.tif");
    }

    @Test
    void progressOnStderrAndSummaryOnStdout() throws IOException {
        Path input = image(folder.resolve("in/a.tif"));
        Path out = folder.resolve("out");
        CommandRun run = CommandRun.of("segment", input, "-o", out).assertDone();
        assertTrue(run.progress().get(0).startsWith("[1/1] " + input + ": "), run::toString);
        assertEquals(1, run.out().lines().count());
        assertTrue(
                run.out().matches("1 done \\(\\d+ objects\\), 0 skipped, 0 failed in \\d+\\.\\d s; results in .*\\R"));
    }
}
