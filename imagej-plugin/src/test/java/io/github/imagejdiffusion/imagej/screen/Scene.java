package io.github.imagejdiffusion.imagej.screen;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.plugin.frame.Recorder;
import java.awt.Dialog;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Properties;

/** A scene in front of ImageJ: opens it, has a person do something, and reports what is to be seen afterwards. */
abstract class Scene {

    static final String REPORT = "report.properties";
    static final String COMMAND = "Segment (SegDiff)...";
    static final String DIALOG = "Segment (SegDiff)";
    static final String ADVANCED = "Segment (SegDiff): advanced";

    final File folder;
    final Hands hands;
    final Recorder recorder;
    private final String command;
    private final String title;
    private final Properties report = new Properties();

    /** Of segmentation. @param folder for what is left */
    Scene(String folder) throws Exception {
        this(folder, COMMAND, DIALOG);
    }

    /**
     * Opens ImageJ with its macro recorder.
     *
     * @param folder for what is left
     * @param command as in the menu
     * @param title of its dialog
     */
    Scene(String folder, String command, String title) throws Exception {
        this.command = command;
        this.title = title;
        this.folder = new File(folder);
        new ImageJ();
        this.hands = new Hands(this.folder);
        this.recorder = new Recorder();
        this.recorder.setBounds(600, 90, 560, 200);
    }

    abstract void play() throws Exception;

    /** Plays and ends the process, which would otherwise wait for its windows. */
    final void playAndExit() throws IOException {
        int status = 0;
        try {
            play();
            try (Writer out = Files.newBufferedWriter(folder.toPath().resolve(REPORT), StandardCharsets.UTF_8)) {
                report.store(out, null);
            }
        } catch (Exception e) {
            e.printStackTrace();
            hands.picture("failure");
            status = 1;
        }
        System.exit(status);
    }

    void report(String key, Object value) {
        report.setProperty(key, String.valueOf(value));
    }

    ImagePlus open(String path) {
        ImagePlus image = IJ.openImage(path);
        image.show();
        image.getWindow().setLocation(0, 330);
        return image;
    }

    /** Chooses the command from the menu, and waits for its dialog. */
    Dialog openDialog() {
        IJ.doCommand(command);
        return hands.dialog(title);
    }

    /** Waits until the command was recorded, which ImageJ does when it has ended. */
    void awaitRecorded() {
        hands.await("the recorder's line", () -> recorded() != null);
        hands.pause(300);
    }

    /** The recorder's line of the command, or null. */
    String recorded() {
        return recorder.getText()
                .lines()
                .filter(line -> line.contains(command))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    /** Titles of all images, in ImageJ's order. */
    static String titles() {
        return String.join(", ", WindowManager.getImageTitles());
    }

    void save(ImagePlus image, String name) {
        IJ.saveAsTiff(image.duplicate(), new File(folder, name + ".tif").getPath());
    }
}
