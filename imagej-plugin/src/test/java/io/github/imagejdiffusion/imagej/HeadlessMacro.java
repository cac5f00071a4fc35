package io.github.imagejdiffusion.imagej;

import ij.IJ;
import java.awt.GraphicsEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * One macro run in headless ImageJ, inside this JVM.
 *
 * @param returned what the macro returned; null if nothing
 * @param out what it, and ImageJ's log, printed
 * @param err what ImageJ complained
 */
public record HeadlessMacro(String returned, String out, String err) {

    private static final Path MACROS = Path.of("../macros");

    /** A file of the folder macros. */
    public static HeadlessMacro file(String name, String argument) {
        String path = MACROS.resolve(name).toAbsolutePath().toString();
        return run(() -> IJ.runMacroFile(path, argument));
    }

    /** A macro's source. */
    public static HeadlessMacro source(String macro) {
        return run(() -> IJ.runMacro(macro, ""));
    }

    private static HeadlessMacro run(Supplier<String> macro) {
        if (!GraphicsEnvironment.isHeadless()) {
            throw new IllegalStateException("not headless: run it with Maven, which sets that up");
        }
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        String returned;
        try {
            returned = macro.get();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return new HeadlessMacro(
                returned, outBytes.toString(StandardCharsets.UTF_8), errBytes.toString(StandardCharsets.UTF_8));
    }

    /** All that was printed. */
    public String printed() {
        return out + err;
    }
}
