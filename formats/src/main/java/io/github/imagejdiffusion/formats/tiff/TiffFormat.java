package io.github.imagejdiffusion.formats.tiff;

import io.github.imagejdiffusion.formats.FileSignature;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFormat;
import java.nio.file.Path;
import java.util.Set;

/**
 * TIFF 6.0 and BigTIFF, with the axes of ImageJ and OME-TIFF: 1 to 16 bit and 32 bit unsigned, 8, 16 and 32 bit signed,
 * 16, 32 and 64 bit floating point; grey, RGB and palette; strips and tiles; uncompressed, LZW, Deflate, PackBits,
 * Zstandard, JPEG and fax codes. Values are as stored, except that where white is zero, they are turned around (not in files by
 * ImageJ), one-bit pixels are 0 and 255, and palettes become RGB, or grey if all their colours are (in files by ImageJ and OME-TIFF they only say how to
 * show the values).
 */
public final class TiffFormat implements ImageFormat {

    /** Microscopes write these as TIFF inside, but their axes and calibration are in fields that are not read here. */
    private static final Set<String> OTHER_FORMATS = Set.of(
            "arw", "bif", "cr2", "dng", "fff", "flex", "gel", "ims", "jpk", "lsm", "ndpi", "nef", "pcoraw", "qptiff",
            "rec", "scn", "seq", "sis", "stk", "svs", "vsi");

    @Override
    public String name() {
        return "TIFF";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("tif", "tiff", "btf", "tf2", "tf8");
    }

    @Override
    public boolean claims(Path file) {
        FileSignature head = FileSignature.of(file);
        boolean tiff = head.startsWith('I', 'I', 42, 0)
                || head.startsWith('M', 'M', 0, 42)
                || head.startsWith('I', 'I', 43, 0)
                || head.startsWith('M', 'M', 0, 43);
        return tiff && !OTHER_FORMATS.contains(FileSignature.extension(file));
    }

    @Override
    public ImageFile open(Path file) {
        return TiffImageFile.open(file);
    }
}
