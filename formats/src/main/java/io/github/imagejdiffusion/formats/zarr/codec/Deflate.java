package io.github.imagejdiffusion.formats.zarr.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** The codecs {@code zlib} and {@code gzip}. */
enum Deflate implements Codec {
    ZLIB {
        @Override
        InputStream open(InputStream stored) {
            return new InflaterInputStream(stored);
        }
    },
    GZIP {
        @Override
        InputStream open(InputStream stored) throws IOException {
            return new GZIPInputStream(stored);
        }
    };

    abstract InputStream open(InputStream stored) throws IOException;

    @Override
    public byte[] decode(byte[] stored, int size) throws CodecException {
        try (InputStream in = open(new ByteArrayInputStream(stored))) {
            byte[] chunk = new byte[size];
            int found = in.readNBytes(chunk, 0, size);
            if (found < size) {
                throw CodecException.sizeIs(found, size);
            }
            if (in.read() >= 0) {
                throw new CodecException("holds more than the " + size + " bytes of a chunk");
            }
            return chunk;
        } catch (CodecException e) {
            throw e;
        } catch (IOException e) {
            throw new CodecException("is damaged: " + e.getMessage(), e);
        }
    }

    /** RFC 1951: a length of 258 bytes costs two bits at least. */
    @Override
    public int mostExpansion() {
        return 1032;
    }
}
