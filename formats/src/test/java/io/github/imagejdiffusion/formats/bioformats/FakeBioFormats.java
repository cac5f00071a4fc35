package io.github.imagejdiffusion.formats.bioformats;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The stand-in of {@code src/test/resources/fake-bioformats}, compiled into a folder. */
record FakeBioFormats(Path classes) {

    static FakeBioFormats compile(Path folder) {
        return compile(folder, "", "");
    }

    /** With a change to its sources. */
    static FakeBioFormats compile(Path folder, String what, String instead) {
        try {
            Path sources = Path.of(Objects.requireNonNull(
                                    FakeBioFormats.class.getResource("/fake-bioformats/README.md"), "fake-bioformats")
                            .toURI())
                    .getParent();
            List<Path> originals;
            try (Stream<Path> all = Files.walk(sources)) {
                originals =
                        all.filter(path -> path.toString().endsWith(".java")).toList();
            }
            List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", folder.toString()));
            for (Path original : originals) {
                Path copy = folder.resolve(sources.relativize(original));
                Files.createDirectories(copy.getParent());
                Files.writeString(
                        copy,
                        what.isEmpty()
                                ? Files.readString(original)
                                : Files.readString(original).replace(what, instead));
                arguments.add(copy.toString());
            }
            int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0]));
            if (result != 0) {
                throw new IllegalStateException("the stand-in for Bio-Formats does not compile");
            }
            return new FakeBioFormats(folder);
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A loader that sees it. */
    URLClassLoader loader() {
        try {
            return new URLClassLoader(new URL[] {classes.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A format that reads by what a loader sees. */
    static BioFormatsFormat formatOf(ClassLoader loader) {
        return new BioFormatsFormat(new BioFormatsLibrary(() -> List.of(loader)));
    }

    /** Counter of all readers that came from a loader: {@code opened}, {@code closed} or {@code reads}. */
    static int counter(ClassLoader loader, String name) {
        try {
            return loader.loadClass(BioFormatsApi.READER_CLASS).getField(name).getInt(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
