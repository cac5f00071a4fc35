// Restore all images of a folder
//
// For each image (for example cells.tif) this writes into the output folder:
//   cells_restored.tif  the image without its noise, with the same channels, slices and frames; 32-bit
// and at the end one small text file that says how it went, and for each image whether the result fits the data:
//   restore_folder_done.txt    all images are done
//   restore_folder_failed.txt  some images failed, or the work was interrupted; the text says which and why
// An image that fails does not stop the others. To do a folder again, just run the macro again: every result
// is computed anew and replaces the old one. Escape stops the work.
//
// With a screen, the macro asks for the two folders. Without one, give them as one argument:
//   input folder;output folder          or          input folder;output folder;settings

var settings = "task=denoise model=fluorescence-denoise seed=0";
var endings = newArray(".tif", ".tiff", ".png", ".jpg", ".jpeg", ".gif", ".bmp");

arguments = split(getArgument(), ";");
if (arguments.length >= 2) {
    input = arguments[0];
    output = arguments[1];
    if (arguments.length > 2) settings = arguments[2];
} else if (call("java.awt.GraphicsEnvironment.isHeadless") == "true") {
    exit("Restore_Folder needs one argument: input folder;output folder");
} else {
    input = getDirectory("Folder with the images");
    output = getDirectory("Folder for the results");
}
input = folder(input);
output = folder(output);
if (!File.isDirectory(input)) exit("There is no folder " + input);
if (input == output) exit("Choose another folder for the results than that of the images.");
File.makeDirectory(output);
if (!File.isDirectory(output)) exit("The folder " + output + " cannot be made.");
done = output + "restore_folder_done.txt";
failed = output + "restore_folder_failed.txt";
if (File.exists(done)) ignore = File.delete(done);
File.saveString("Interrupted before the last image.\n", failed);

setBatchMode(true);
files = getFileList(input);
used = ";";      // names of results so far, so that a.tif and a.png do not overwrite each other
count = 0;
failures = 0;
var report = "";
cancelled = false;
for (i = 0; i < files.length && !cancelled; i++) {
    if (isImage(files[i])) {
        count++;
        name = File.getNameWithoutExtension(files[i]);
        if (used.contains(";" + toLowerCase(name) + ";")) name = files[i];
        used = used + toLowerCase(name) + ";";
        problem = restoreFile(input + files[i], output + name, files[i]);
        if (problem == "cancelled") {
            cancelled = true;
            report = report + "Cancelled at " + files[i] + "\n";
        } else if (problem != "") {
            failures++;
            report = report + files[i] + ": " + problem + "\n";
        }
    }
}
if (count == 0) report = report + "There is no image in " + input + "\n";
summary = "" + count + " images, " + failures + " failed\n" + report;
print(summary);
if (count > 0 && failures == 0 && !cancelled) {
    File.saveString(summary, done);
    ignore = File.delete(failed);
} else {
    File.saveString(summary, failed);
}

// Restores one file. Returns "" or what went wrong. Closes what it opened and leaves other images alone.
function restoreFile(path, result, name) {
    before = nImages;
    problem = call("io.github.imagejdiffusion.imagej.entry.Attempt.open", path);
    if (problem != "") return problem;
    image = getImageID();
    problem = call("io.github.imagejdiffusion.imagej.entry.Attempt.restore", settings);
    if (problem == "") {
        report = report + name + ": " + Property.get("diffusion.verdict") + "\n";
        // Saved under another name first: an image is whole, or not there.
        saveAs("Tiff", result + "_restored_part.tif");
        close();
        if (File.exists(result + "_restored.tif")) ignore = File.delete(result + "_restored.tif");
        ignore = File.rename(result + "_restored_part.tif", result + "_restored.tif");
    }
    selectImage(image);
    close();
    // Maps, if the settings ask for some.
    while (nImages > before) close();
    return problem;
}

function isImage(file) {
    for (e = 0; e < endings.length; e++)
        if (endsWith(toLowerCase(file), endings[e])) return true;
    return false;
}

function folder(path) {
    path = replace(path, "\\", "/");
    if (!endsWith(path, "/")) path = path + "/";
    return path;
}
