package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imagejdiffusion.batch.CommandProcess;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.Folders;
import io.github.imagejdiffusion.batch.SampleImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What needs a process of its own: signals, and a disk that takes no more. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class SegmentProcessTest {

    private static final int COUNT = 40;
    private static final int SIGINT = 2;

    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void chooseOutput() {
        out = folder.resolve("out");
    }

    @Test
    void interruptLeavesNothingHalfDone() throws Exception {
        assumeTrue(!isIgnored(SIGINT), "SIGINT is ignored by this process and so by its children");
        assertStoppedBy("INT", 130);
    }

    @Test
    void terminationLeavesNothingHalfDone() throws Exception {
        assertStoppedBy("TERM", 128 + 15);
    }

    private void assertStoppedBy(String signal, int exitCode) throws Exception {
        Path inputs = Files.createDirectory(folder.resolve("in"));
        for (int i = 0; i < COUNT; i++) {
            SampleImages.crop(SampleImages.CROPS.get(i % 4), inputs.resolve(String.format("n%02d.png", i)));
        }
        Object[] arguments = {"segment", inputs, "-o", out, "--runs", 4, "--steps", 2, "--rois"};
        try (CommandProcess process = CommandProcess.start(folder, List.of(), arguments)) {
            process.awaitFile(out.resolve("n01.json"));
            process.signal(signal);
            process.awaitEnd().assertOneError(exitCode, "cancelled", "of " + COUNT + " inputs finished");
        }
        Map<String, Long> filesOfInput = Folders.names(out).stream()
                .collect(Collectors.groupingBy(name -> name.substring(0, 3), Collectors.counting()));
        assertTrue(filesOfInput.size() >= 2 && filesOfInput.size() < COUNT, filesOfInput::toString);
        filesOfInput.forEach((input, files) -> assertEquals(7, files, input + " in " + Folders.names(out)));

        Object[] first = {"segment", inputs.resolve("n00.png"), "-o", out, "--runs", 4, "--steps", 2, "--rois"};
        CommandRun again = CommandRun.of(first).assertDone();
        assertTrue(again.out().contains(" 1 skipped"), again::toString);
    }

    /** From the kernel's mask of ignored signals, where there is one: nohup and background shells ignore SIGINT. */
    private static boolean isIgnored(int signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.notExists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .anyMatch(mask -> (mask >> (signal - 1) & 1) == 1);
    }

    /** ONNX Runtime keeps a device id and a queue of events for Microsoft at home, unless it is told not to. */
    @Test
    void nothingIsLeftAtHome() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path input = SampleImages.crop(SampleImages.CROPS.get(0), folder.resolve("a.png"));
        // The variables of bin/imagej-diffusion; Java itself takes the home from the user's account.
        List<String> environment = List.of("env", "-u", "XDG_CACHE_HOME", "HOME=" + home, "ORT_DISABLE_TELEMETRY=1");
        try (CommandProcess process = CommandProcess.start(folder, environment, "segment", input, "-o", out)) {
            process.awaitEnd().assertDone();
        }
        assertEquals(List.of(), Folders.names(home));
    }

    /** The limit on the size of a file fails a write half-way, as a full disk does, and needs no rights. */
    @Test
    void diskThatTakesNoMore() throws Exception {
        // Unpacks ONNX Runtime's libraries, if that has not been done: they are larger than the limit.
        CommandRun.of("devices").assertDone();
        String[] planes = new String[10];
        Arrays.fill(planes, SampleImages.CROPS.get(0));
        Path large = SampleImages.stackOfCrops(folder.resolve("large.tif"), 10, 1, planes);
        Path small = SampleImages.crop(SampleImages.CROPS.get(1), folder.resolve("small.png"));
        // 300 blocks are 150 or 300 KiB: more than a map of the small image, less than any of the large one.
        List<String> limited = List.of("/bin/sh", "-c", "ulimit -f 300 && exec \"$0\" \"$@\"");
        try (CommandProcess process = CommandProcess.start(folder, limited, "segment", large, small, "-o", out)) {
            CommandRun run = process.awaitEnd();
            run.assertOneError(1, "large_probability.tif", "cannot be written", "disk space");
            assertTrue(run.out().startsWith("1 done ("), run::toString);
        }
        assertEquals(
                List.of(
                        "small.json",
                        "small_labels.tif",
                        "small_objects.csv",
                        "small_probability.tif",
                        "small_uncertainty.tif"),
                Folders.names(out));
    }
}
