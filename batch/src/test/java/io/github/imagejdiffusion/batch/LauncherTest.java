package io.github.imagejdiffusion.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code bin/imagej-diffusion}, copied to a place of its own, and the jars of the user's beside it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a script of the Unix shell")
class LauncherTest {

    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void install() throws IOException {
        home = folder.toRealPath().resolve("a home");
        Path script = home.resolve("bin/imagej-diffusion");
        Files.createDirectories(script.getParent());
        Files.copy(Path.of("../bin/imagej-diffusion"), script);
        Path lib = Files.createDirectories(home.resolve("batch/target/lib"));
        writeClassPath(lib.resolve("all.jar"));
    }

    /** A jar that stands for the class path of this JVM. */
    private static void writeClassPath(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    private CommandRun run(Object... arguments) throws IOException, InterruptedException {
        return run(List.of("sh"), arguments);
    }

    /** @param shell to which the script's path and its arguments are given */
    private CommandRun run(List<String> shell, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(shell);
        command.add(home.resolve("bin/imagej-diffusion").toString());
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        Path out = folder.resolve("stdout.txt");
        Path err = folder.resolve("stderr.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("IMAGEJ_DIFFUSION_SKIP_BUILD", "1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the command does not end");
        } finally {
            process.destroyForcibly();
        }
        return CommandRun.of(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void saysIntoWhichFolderBioFormatsGoes() throws Exception {
        Path czi = Files.writeString(folder.resolve("a.czi"), "ZISRAWFILE");
        run("info", czi)
                .assertOneError(
                        1,
                        "a.czi: Zeiss CZI needs Bio-Formats",
                        "put bioformats_package.jar into " + home.resolve("lib"));
    }

    /** Java says so of every small heap, and to stdout, where programs expect JSON. */
    @Test
    void aSmallHeapIsNotSpokenOf() throws Exception {
        CommandRun run =
                run(List.of("env", "JAVA_OPTS=-Xmx48m", "sh"), "--version").assertDone();
        assertTrue(run.out().startsWith("imagej-diffusion "), run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"})
    void closedStreamsAreNoFailure(String closed) throws Exception {
        Path input = SampleImages.crop(SampleImages.CROPS.get(0), folder.resolve("a.png"));
        Path out = folder.resolve("out");
        CommandRun run = run(List.of("sh", "-c", "sh \"$@\" " + closed, "sh"), "segment", input, "-o", out);
        assertEquals(0, run.exitCode(), run::toString);
        assertTrue(Files.exists(out.resolve("a.json")));
    }

    @Test
    @EnabledIfSystemProperty(
            named = "bioformats.jars",
            matches = ".+",
            disabledReason = "needs Bio-Formats: name its jars with -Dbioformats.jars=a.jar:b.jar")
    void findsBioFormatsThere() throws Exception {
        Path lib = Files.createDirectories(home.resolve("lib"));
        for (String jar : System.getProperty("bioformats.jars").split(File.pathSeparator)) {
            Files.copy(Path.of(jar), lib.resolve(Path.of(jar).getFileName()));
        }
        Path simulated = Files.writeString(
                folder.resolve("a&sizeX=64&sizeY=40&sizeZ=3&pixelType=int16&resolutions=2&resolutionScale=2.fake"),
                "\n");
        String out = run("info", simulated).assertDone().out();
        assertTrue(out.contains("(reader: Bio-Formats "), out);
        assertTrue(out.contains("64 x 40 pixels, 1 channel(s), 3 z, 1 t, int16"), out);
        assertTrue(out.contains("levels 0: 64 x 40, 1: 32 x 20"), out);
        Path results = folder.resolve("results");
        run("segment", simulated, "-o", results, "--level", 1, "--z", 2).assertDone();
        assertTrue(
                run("info", results.resolve(simulated.getFileName().toString().replace(".fake", "_labels.tif")))
                        .assertDone()
                        .out()
                        .contains("32 x 20 pixels, 1 channel(s), 1 z"));
    }
}
