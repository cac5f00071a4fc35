package io.github.imagejdiffusion.formats.zarr.write;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.write.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes metadata files. */
final class Json {

    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private Json() {}

    static void write(Path file, JsonObject json) {
        AtomicFile.writeText(file, GSON.toJson(json) + "\n");
    }

    /**
     * Writes metadata that several processes write alike at the same time, unless they are there.
     *
     * @throws FormatsException if others are there, or they cannot be written
     */
    static void writeSame(Path file, JsonObject json) {
        String text = GSON.toJson(json) + "\n";
        try {
            if (!Files.exists(file)) {
                // Under a name that no other process has: here many begin the same file, and none may fail for it.
                Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
                Files.writeString(part, text, StandardOpenOption.CREATE_NEW);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } else if (!Files.readString(file).equals(text)) {
                throw new FormatsException(
                        file, "is there already, and describes another image", "choose another folder");
            }
        } catch (IOException e) {
            throw FormatsException.writing(file, e);
        }
    }

    /** Makes a folder a group. */
    static void group(Path folder) {
        ArrayWriter.makeFolder(folder);
        JsonObject json = new JsonObject();
        json.addProperty("zarr_format", 2);
        writeSame(folder.resolve(".zgroup"), json);
    }
}
