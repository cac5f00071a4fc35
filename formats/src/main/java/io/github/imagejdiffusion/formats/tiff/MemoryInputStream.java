package io.github.imagejdiffusion.formats.tiff;

import javax.imageio.stream.ImageInputStreamImpl;

/**
 * An image stream over an array that does not tell its length. TwelveMonkeys refuses images that would expand more
 * than 512 times over a known length, which empty label images in Deflate do; {@link TiffPageReader} has its own,
 * looser bound.
 */
final class MemoryInputStream extends ImageInputStreamImpl {

    private final byte[] bytes;

    MemoryInputStream(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (streamPos >= bytes.length) {
            return -1;
        }
        int n = (int) Math.min(length, bytes.length - streamPos);
        System.arraycopy(bytes, (int) streamPos, target, offset, n);
        streamPos += n;
        return n;
    }
}
