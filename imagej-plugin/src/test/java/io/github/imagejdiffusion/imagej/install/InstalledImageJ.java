package io.github.imagejdiffusion.imagej.install;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * An ImageJ that one of the built zips was unpacked into, started headless in a process of its own.
 *
 * <p>The class path is what Fiji's launcher makes of such a folder: ImageJ, the patches that let it run headless, the
 * jars that Fiji has (from the class path of the tests), then {@code plugins} and {@code jars} of the folder. Nothing
 * else of this project is on it.
 */
public final class InstalledImageJ {

    /** Jars that Fiji has and the plugin needs; slf4j-nop stands for Fiji's logger. */
    private static final List<String> OF_FIJI = List.of(
            "imglib2",
            "gson",
            "jna",
            "slf4j-api",
            "snakeyaml",
            "commons-compress",
            "commons-codec",
            "commons-io",
            "scijava-ops-spi",
            "slf4j-nop");

    /** ImageJ, and what it needs to run macros without a screen. */
    private static final List<String> HEADLESS_IMAGEJ = List.of("ij", "ij1-patcher", "javassist");

    private final Path folder;
    private final List<Path> otherJars;
    private final List<String> options = new ArrayList<>();

    private InstalledImageJ(Path folder, List<Path> otherJars) {
        this.folder = folder;
        this.otherJars = otherJars;
    }

    /** Unpacks the -fiji.zip into a folder and adds what Fiji has. */
    public static InstalledImageJ fiji(Path folder) {
        unzip(zip("zip.fiji"), folder);
        List<Path> jars = new ArrayList<>(testJars(HEADLESS_IMAGEJ));
        jars.addAll(testJars(OF_FIJI));
        return new InstalledImageJ(folder, jars);
    }

    /** Unpacks the -imagej.zip into a folder and adds ImageJ alone. */
    public static InstalledImageJ plain(Path folder) {
        unzip(zip("zip.imagej"), folder);
        return new InstalledImageJ(folder, testJars(HEADLESS_IMAGEJ));
    }

    /** What happens to people: the -fiji.zip where there is no Fiji. */
    public static InstalledImageJ fijisZipInPlainImageJ(Path folder) {
        unzip(zip("zip.fiji"), folder);
        return new InstalledImageJ(folder, testJars(HEADLESS_IMAGEJ));
    }

    /** Deletes the jars in {@code jars} and {@code plugins} whose names are this, a hyphen or underscore, a version; either ONNX Runtime. */
    public InstalledImageJ without(String jar) throws IOException {
        List<Path> found = jars().stream().filter(path -> isJar(path, jar)).collect(Collectors.toUnmodifiableList());
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no jar " + jar + " in " + folder);
        }
        for (Path path : found) {
            Files.delete(path);
        }
        return this;
    }

    /** Adds an option of the JVM. */
    public InstalledImageJ withOption(String option) {
        options.add(option);
        return this;
    }

    /** The folder that ImageJ takes for its own. */
    public Path folder() {
        return folder;
    }

    /** Runs a macro; see {@link #run(Path, String)}. */
    public Run run(String macro, String argument) throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "macro", ".ijm");
        Files.writeString(file, macro);
        return run(file, argument);
    }

    /**
     * Runs a macro file as {@code -batch FILE ARGUMENT} does.
     *
     * @param argument what {@code getArgument()} gives in the macro
     */
    public Run run(Path macro, String argument) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(List.of(
                "-Djava.awt.headless=true",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-javaagent:" + testJars(List.of("ij1-patcher")).get(0) + "=init",
                "-Dplugins.dir=" + folder,
                "-Duser.home=" + folder));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), "ij.ImageJ", "-batch", macro.toString(), argument));
        return start(command);
    }

    /**
     * Runs one plugin in ImageJ without the patches: loaded by ImageJ's own class loader from the folder {@code plugins},
     * while the thread's context class loader knows nothing but Java.
     *
     * @param plugin name of the class
     */
    public Run runPlugin(String plugin) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(java(), "-Djava.awt.headless=true", "-Dplugins.dir=" + folder, "-Duser.home=" + folder));
        command.addAll(options);
        List<Path> classPath = new ArrayList<>(otherJars);
        classPath.add(launcherFolder());
        command.addAll(List.of(
                "-cp",
                joined(classPath),
                PluginLoaderLauncher.class.getName(),
                folder.resolve("plugins").toString(),
                plugin));
        return start(command);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private Run start(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("ImageJ did not end; it said: " + Files.readString(out));
        }
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private String classPath() throws IOException {
        List<Path> path = new ArrayList<>(otherJars);
        path.addAll(jars());
        return joined(path);
    }

    private static String joined(List<Path> path) {
        return path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** A folder with the launcher's class alone: the tests' own folder must not lend the program anything. */
    private Path launcherFolder() throws IOException {
        String resource = PluginLoaderLauncher.class.getName().replace('.', '/') + ".class";
        Path target = folder.resolve("launcher").resolve(resource);
        Files.createDirectories(target.getParent());
        try (InputStream in = InstalledImageJ.class.getClassLoader().getResourceAsStream(resource)) {
            Files.write(target, in.readAllBytes());
        }
        return folder.resolve("launcher");
    }

    private List<Path> jars() throws IOException {
        List<Path> found = new ArrayList<>(jars("plugins"));
        found.addAll(jars("jars"));
        return found;
    }

    /** The jars in one folder of this ImageJ. */
    public List<Path> jars(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.toUnmodifiableList());
        }
    }

    private static List<Path> testJars(List<String> names) {
        List<Path> found = new ArrayList<>();
        List<String> classPath =
                Arrays.asList(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator));
        for (String name : names) {
            found.add(classPath.stream()
                    .map(Path::of)
                    .filter(path -> isJar(path, name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no " + name + " on the class path of the tests")));
        }
        return found;
    }

    private static boolean isJar(Path path, String name) {
        return path.getFileName().toString().matches(Pattern.quote(name) + "(_gpu)?[-_]+\\d.*\\.jar");
    }

    private static Path zip(String property) {
        String path = System.getProperty(property);
        if (path == null) {
            throw new IllegalStateException("the property " + property + " names no zip: run with mvn verify");
        }
        return Path.of(path);
    }

    private static void unzip(Path zip, Path folder) {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path target = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(in, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a finished process left.
     *
     * @param exitCode 0 even for most macros that failed: ImageJ does not tell
     * @param out what went to the standard output, where ImageJ's log goes when headless
     * @param err what went to the standard error
     */
    public record Run(int exitCode, String out, String err) {}
}
