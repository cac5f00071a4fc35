package io.github.imagejdiffusion.formats.tiff;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/**
 * A grey JPEG by the JDK, taken apart as TIFF wants it: tables and picture as streams of their own. The JDK's tables are
 * the same for all pictures.
 */
record JpegParts(byte[] tables, byte[] picture) {

    private static final int QUANTISATION = 0xdb;
    private static final int HUFFMAN = 0xc4;
    private static final int START_OF_SCAN = 0xda;

    static JpegParts of(byte[] grey, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, width, height, grey);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        byte[] whole = out.toByteArray();
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        tables.write(whole, 0, 2);
        picture.write(whole, 0, 2);
        int at = 2;
        while ((whole[at + 1] & 0xff) != START_OF_SCAN) {
            int marker = whole[at + 1] & 0xff;
            int length = 2 + ((whole[at + 2] & 0xff) << 8 | whole[at + 3] & 0xff);
            (marker == QUANTISATION || marker == HUFFMAN ? tables : picture).write(whole, at, length);
            at += length;
        }
        picture.write(whole, at, whole.length - at);
        tables.write(whole, whole.length - 2, 2);
        return new JpegParts(tables.toByteArray(), picture.toByteArray());
    }
}
