package io.github.imagejdiffusion.imagej.entry;

/** The jars that the actions need, each recognised by one file in it. */
enum Parts {
    DIFFUSION("imagej-diffusion-diffusion", "io/github/imagejdiffusion/diffusion/DiffusionException.class", true),
    SEGDIFF("imagej-diffusion-segdiff", "io/github/imagejdiffusion/segdiff/SegDiff.class", true),
    RESTORE("imagej-diffusion-restore", "io/github/imagejdiffusion/restore/Denoise.class", true),
    SUPERRES("imagej-diffusion-superres", "io/github/imagejdiffusion/superres/SuperResolve.class", true),
    FORMATS("imagej-diffusion-formats", "io/github/imagejdiffusion/formats/FormatsException.class", true),
    MODELS("imagej-diffusion-models", "io/github/imagejdiffusion/models/index.txt", true),
    DJL("api (Deep Java Library)", "ai/djl/engine/Engine.class", true),
    DJL_ENGINE("onnxruntime-engine (Deep Java Library)", "ai/djl/onnxruntime/engine/OrtEngineProvider.class", true),
    ONNX_RUNTIME("onnxruntime", "ai/onnxruntime/OrtEnvironment.class", true),
    IMGLIB2("imglib2", "net/imglib2/RandomAccessibleInterval.class", false),
    GSON("gson", "com/google/gson/Gson.class", false),
    JNA("jna", "com/sun/jna/Native.class", false),
    SLF4J("slf4j-api", "org/slf4j/LoggerFactory.class", false),
    SNAKEYAML("snakeyaml", "org/yaml/snakeyaml/Yaml.class", false);

    private final String jar;
    private final String file;
    private final boolean ours;

    Parts(String jar, String file, boolean ours) {
        this.jar = jar;
        this.file = file;
        this.ours = ours;
    }

    String jar() {
        return jar;
    }

    String file() {
        return file;
    }

    /** Which part is missing and what to do, or null if all are there. */
    static String problem(ClassLoader loader) {
        StringBuilder missing = new StringBuilder();
        boolean ours = false;
        for (Parts part : values()) {
            if (loader.getResource(part.file) == null) {
                missing.append(missing.length() == 0 ? "" : ", ").append(part.jar);
                ours |= part.ours;
            }
        }
        if (missing.length() == 0) {
            return null;
        }
        return "Diffusion is not completely installed. Missing in the folder 'jars': " + missing + ".\n" + remedy(ours);
    }

    /** What to tell the user when all parts are there and still do not work together. */
    static String problem(Throwable error) {
        return "Diffusion cannot start: some of its jars are of another version (" + error + ").\n"
                + "In the folder 'jars', delete files of which there are two versions, "
                + remedy(true).replace("Unzip", "unzip")
                + "\nDetails are in the Log window.";
    }

    private static String remedy(boolean ours) {
        return ours
                ? "Unzip the Diffusion download again into the folder of Fiji or ImageJ, and restart."
                : "Fiji has it: run Help > Update... there. Plain ImageJ does not: use the Diffusion download whose"
                        + " name ends in -imagej.zip,\nand restart.";
    }
}
