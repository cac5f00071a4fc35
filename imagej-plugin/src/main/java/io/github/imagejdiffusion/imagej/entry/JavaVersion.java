package io.github.imagejdiffusion.imagej.entry;

/** Whether this Java can run the actions. */
final class JavaVersion {

    static final int NEEDED = 17;

    private JavaVersion() {}

    /**
     * What to tell the user, or null if all is well.
     *
     * @param specification the property {@code java.specification.version}: {@code 1.8}, {@code 11}, {@code 17}
     */
    static String problem(String specification) {
        if (feature(specification) >= NEEDED) {
            return null;
        }
        return "Diffusion needs Java " + NEEDED + " or newer, but this ImageJ runs on Java " + feature(specification)
                + ".\nDownload a current Fiji from https://fiji.sc (it brings a new Java along), or start ImageJ with a"
                + " newer Java,\nand install Diffusion there.";
    }

    private static int feature(String specification) {
        String number = specification.startsWith("1.") ? specification.substring(2) : specification;
        return Integer.parseInt(number);
    }
}
