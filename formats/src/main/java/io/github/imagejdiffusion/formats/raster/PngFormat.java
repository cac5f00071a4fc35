package io.github.imagejdiffusion.formats.raster;

import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.FileSignature;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFormat;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.Series;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * PNG: 8- and 16-bit grey and RGB; alpha is dropped, palettes become RGB, or grey if all their
 * colours are; grey of 1, 2 or 4 bits is brought to 0..255.
 */
public final class PngFormat implements ImageFormat {

    @Override
    public String name() {
        return "PNG";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("png");
    }

    @Override
    public boolean claims(Path file) {
        return FileSignature.of(file).startsWith(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
    }

    @Override
    public ImageFile open(Path file) {
        PngStructure png = PngStructure.read(file);
        PixelType type = png.bitDepth() == 16 ? PixelType.UINT16 : PixelType.UINT8;
        int greyFactor =
                png.isColour() || png.isPalette() || png.bitDepth() >= 8 ? 1 : 255 / ((1 << png.bitDepth()) - 1);
        int channels = png.isColour() ? 3 : 1;
        Series series = new Series(
                "", png.width(), png.height(), channels, 1, 1, type, png.isColour(), Calibration.UNKNOWN, List.of());
        return new RasterImageFile(
                file,
                name(),
                series,
                new RasterImageFile.Values(png.isPalette(), greyFactor),
                png.notices(),
                new RasterDecoder(file, JdkReader.PNG));
    }
}
