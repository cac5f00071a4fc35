package io.github.imagejdiffusion.imagej.screen;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plain ImageJ with windows, in a process of its own. Its class path holds ImageJ and the few classes that play the
 * person; the plugin comes from the folder it was installed in, as for everybody.
 */
final class OnScreenImageJ {

    private final Path home;
    private final String display;

    /** @param home folder with {@code plugins} and {@code jars} */
    OnScreenImageJ(Path home, String display) {
        this.home = home;
        this.display = display;
    }

    /**
     * Plays one scene.
     *
     * @param scene a class with a main method, which is given the folder for what it leaves
     * @return what it reports in {@value Scene#REPORT}
     */
    Properties play(Class<?> scene, Path leavings, String... more) throws IOException, InterruptedException {
        delete(leavings);
        Files.createDirectories(leavings);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dplugins.dir=" + home,
                "-Duser.home=" + leavings,
                "-cp",
                imageJ() + File.pathSeparator + person(),
                scene.getName(),
                leavings.toString()));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("DISPLAY", display);
        Path out = leavings.resolve("out.txt");
        Process process = builder.directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        Path report = leavings.resolve(Scene.REPORT);
        if (process.exitValue() != 0 || !Files.exists(report)) {
            throw new IllegalStateException(scene.getSimpleName() + " ended with " + process.exitValue() + " and said: "
                    + Files.readString(out));
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(report)) {
            properties.load(reader);
        }
        return properties;
    }

    /** What an earlier run left would lend its preferences to this one. */
    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> inside;
        try (Stream<Path> files = Files.walk(folder)) {
            inside = files.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
        }
        for (Path path : inside) {
            Files.delete(path);
        }
    }

    private static Path imageJ() {
        return Path.of(
                ij.IJ.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    /** A folder with the classes of this package alone: the tests' own folder must not lend the program anything. */
    private Path person() throws IOException {
        String folder = Scene.class.getPackageName().replace('.', '/');
        Path from = Path.of(Scene.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .resolve(folder);
        Path to = home.resolve("person").resolve(folder);
        Files.createDirectories(to);
        List<Path> classes;
        try (Stream<Path> files = Files.list(from)) {
            classes = files.collect(Collectors.toList());
        }
        for (Path file : classes) {
            Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        return home.resolve("person");
    }
}
