// Segment one channel, measure another
//
// Finds the objects (for example nuclei) in one channel and measures the intensity of another channel inside
// each of them. Writes for cells.tif:
//   cells_labels.tif     the label image: 0 is background, 1, 2, 3, ... are the objects
//   cells_intensity.csv  a table with one row per object: its label, the number of its pixels, and the mean,
//                        smallest, largest and summed pixel value of the measured channel (as stored in the
//                        file, nothing subtracted)
// Works for single images, stacks and movies; through z, objects of one label are measured as one.
//
// With a screen, the macro asks for what it needs. Without one, give it as one argument, channels from 1:
//   input file;output folder;channel to segment;channel to measure          and, if you like, ;settings

settings = "model=nuclei-fluorescence seed=0";

arguments = split(getArgument(), ";");
if (arguments.length >= 4) {
    input = arguments[0];
    output = arguments[1];
    segmented = parseInt(arguments[2]);
    measured = parseInt(arguments[3]);
    if (arguments.length > 4) settings = arguments[4];
} else if (call("java.awt.GraphicsEnvironment.isHeadless") == "true") {
    exit("Segment_And_Measure_Other_Channel needs one argument: "
        + "input file;output folder;channel to segment;channel to measure");
} else {
    input = File.openDialog("Image with several channels");
    output = getDirectory("Folder for the results");
    segmented = getNumber("Channel to segment", 1);
    measured = getNumber("Channel to measure", 2);
}
input = replace(input, "\\", "/");
output = replace(output, "\\", "/");
if (!endsWith(output, "/")) output = output + "/";
File.makeDirectory(output);
result = output + File.getNameWithoutExtension(input);

setBatchMode(true);
open(input);
image = getImageID();
Stack.getDimensions(width, height, channels, slices, frames);
if (!(measured >= 1 && measured <= channels))
    exit("There is no channel " + measured + " to measure: the image has " + channels + ".");
run("Segment (SegDiff)...", settings + " channel=" + segmented + " slices=all frames=all");
labels = getImageID();
Stack.getStatistics(voxels, mean, lowest, count);   // the largest label is the number of objects
pixels = newArray(count + 1);
sum = newArray(count + 1);
smallest = newArray(count + 1);
largest = newArray(count + 1);
here = newArray(width * height);
for (plane = 1; plane <= slices * frames; plane++) {
    selectImage(labels);
    setSlice(plane);
    for (y = 0; y < height; y++)
        for (x = 0; x < width; x++)
            here[y * width + x] = getPixel(x, y);
    selectImage(image);
    setSlice((plane - 1) * channels + measured);
    for (y = 0; y < height; y++) {
        for (x = 0; x < width; x++) {
            label = here[y * width + x];
            if (label > 0) {
                value = getPixel(x, y);
                if (pixels[label] == 0 || value < smallest[label]) smallest[label] = value;
                if (pixels[label] == 0 || value > largest[label]) largest[label] = value;
                pixels[label] += 1;
                sum[label] += value;
            }
        }
    }
}
decimals = 0;
if (bitDepth() == 32) decimals = 4;
text = "label,pixels,mean,minimum,maximum,sum\n";
for (label = 1; label <= count; label++) {
    text = text + label + "," + pixels[label] + "," + d2s(sum[label] / pixels[label], 4) + ","
        + d2s(smallest[label], decimals) + "," + d2s(largest[label], decimals) + ","
        + d2s(sum[label], decimals) + "\n";
}
File.saveString(text, result + "_intensity.csv");
selectImage(labels);
saveAs("Tiff", result + "_labels.tif");
close();
selectImage(image);
close();
