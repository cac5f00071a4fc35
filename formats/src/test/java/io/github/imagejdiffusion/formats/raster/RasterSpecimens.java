package io.github.imagejdiffusion.formats.raster;

import io.github.imagejdiffusion.formats.hostile.Specimen;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small sound PNG and JPEG files, for {@code HostileFilesTest}. */
public final class RasterSpecimens {

    private RasterSpecimens() {}

    /** All of them. */
    public static List<Specimen> all() throws IOException {
        List<Specimen> all = new ArrayList<>();
        all.add(specimen("png", BufferedImage.TYPE_USHORT_GRAY, false));
        all.add(specimen("png", BufferedImage.TYPE_INT_ARGB, true));
        all.add(specimen("png", BufferedImage.TYPE_BYTE_INDEXED, false));
        for (Specimen png : List.copyOf(all)) {
            all.add(png.sealed(png.name() + ", checksums right", RasterSpecimens::withRightChecksums));
        }
        all.add(specimen("jpeg", BufferedImage.TYPE_3BYTE_BGR, false));
        all.add(specimen("jpeg", BufferedImage.TYPE_BYTE_GRAY, true));
        return all;
    }

    /** The CRC of every chunk of a PNG file, as far as chunks can be told. */
    static byte[] withRightChecksums(byte[] png) {
        ByteBuffer bytes = ByteBuffer.wrap(png.clone());
        long at = 8;
        while (at + 12 <= png.length) {
            long length = bytes.getInt((int) at) & 0xffffffffL;
            if (at + 12 + length > png.length) {
                break;
            }
            CRC32 crc = new CRC32();
            crc.update(bytes.array(), (int) at + 4, (int) length + 4);
            bytes.putInt((int) (at + 8 + length), (int) crc.getValue());
            at += 12 + length;
        }
        return bytes.array();
    }

    private static Specimen specimen(String format, int imageType, boolean progressive) throws IOException {
        BufferedImage image = new BufferedImage(60, 40, imageType);
        for (int i = 0; i < 60 * 40; i++) {
            image.setRGB(i % 60, i / 60, 0xff000000 | i * 7919);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        String name = format + ", type " + imageType + (progressive ? ", progressive" : "");
        return Specimen.file(name, "a." + format, bytes.toByteArray());
    }
}
