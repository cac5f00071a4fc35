package io.github.imagejdiffusion.formats.write;

/** Which format a stack gets, and with how wide offsets: what was asked for, as long as it fits. */
record FrameChoice(StackFormat format, TiffContainer container) {

    /** Offsets in a classic TIFF file have 32 bits. */
    static final long LARGEST_CLASSIC = 0xffffffffL;

    /** Each plane has an element of OME-XML, and the XML must fit into memory. */
    static final int MOST_OME_PLANES = 1 << 20;

    /** A display range that is set after the pixels adds at most these to the file, and 16 bytes per channel. */
    private static final int LATE_BYTES = 256;

    /** @param largest bytes of a file up to which offsets are narrow */
    static FrameChoice of(StackFormat wanted, StackLayout layout, long largest) {
        FrameChoice asked = new FrameChoice(wanted, TiffContainer.CLASSIC);
        FrameChoice ome = new FrameChoice(StackFormat.OME, TiffContainer.CLASSIC);
        if (asked.fits(layout, largest)) {
            return asked;
        }
        return ome.fits(layout, largest) ? ome : new FrameChoice(StackFormat.OME, TiffContainer.BIG);
    }

    private boolean fits(StackLayout layout, long largest) {
        boolean pixelsFit = layout.planes() * layout.planeBytes() < largest;
        boolean described = format == StackFormat.IMAGEJ || layout.planes() <= MOST_OME_PLANES;
        return pixelsFit && described && frame(layout).bytes() + LATE_BYTES + 16L * layout.channels() <= largest;
    }

    TiffFrame frame(StackLayout layout) {
        return switch (format) {
            case IMAGEJ -> new ImageJFrame(layout);
            case OME -> new OmeFrame(layout, container);
            case ZARR -> throw new IllegalStateException("OME-Zarr is no TIFF");
        };
    }
}
