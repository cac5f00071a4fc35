package io.github.imagejdiffusion.imagej.models;

import ij.IJ;
import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.model.ModelListing;
import io.github.imagejdiffusion.imagej.ImageJModels;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.FlowLayout;
import javax.swing.BorderFactory;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.ListSelectionModel;

/** The models on the left, the card of the chosen one on the right, the folder for more below. */
final class ModelsWindow {

    private final JFrame frame = new JFrame("Diffusion: models");
    private final DefaultListModel<ModelRow> rows = new DefaultListModel<>();
    private final JList<ModelRow> list = new JList<>(rows);
    private final CardPane card = new CardPane();

    private ModelsWindow() {
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.addListSelectionListener(event -> showChosen());
        JSplitPane split =
                new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, new JScrollPane(list), new JScrollPane(card.component()));
        split.setDividerLocation(220);
        split.setPreferredSize(new Dimension(960, 640));
        frame.add(split, BorderLayout.CENTER);
        frame.add(footer(), BorderLayout.SOUTH);
        frame.setDefaultCloseOperation(JFrame.DISPOSE_ON_CLOSE);
    }

    /** Opens a window; returns at once. */
    static void open() {
        EventQueue.invokeLater(() -> {
            ModelsWindow window = new ModelsWindow();
            window.look();
            window.frame.pack();
            window.frame.setLocationRelativeTo(null);
            window.frame.setVisible(true);
        });
    }

    private JPanel footer() {
        JButton folder = new JButton("Open that folder");
        folder.addActionListener(event -> ModelsFolder.open());
        folder.setEnabled(ImageJModels.folder().isPresent());
        JButton again = new JButton("Look again");
        again.addActionListener(event -> look());
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.RIGHT));
        buttons.add(folder);
        buttons.add(again);
        JPanel footer = new JPanel(new BorderLayout());
        footer.setBorder(BorderFactory.createEmptyBorder(4, 8, 4, 8));
        footer.add(new JLabel(ModelText.whereMoreGo()), BorderLayout.CENTER);
        footer.add(buttons, BorderLayout.EAST);
        return footer;
    }

    private void look() {
        rows.clear();
        try {
            for (ModelListing listing : ImageJModels.repository().list()) {
                rows.addElement(new ModelRow(listing));
            }
        } catch (DiffusionException e) {
            IJ.error("Models", e.getMessage());
        }
        if (!rows.isEmpty()) {
            list.setSelectedIndex(0);
        }
    }

    private void showChosen() {
        ModelRow row = list.getSelectedValue();
        if (row != null) {
            card.show(row.listing());
        }
    }

    private record ModelRow(ModelListing listing) {

        @Override
        public String toString() {
            return listing.name() + (listing.problem().isPresent() ? " (cannot be used)" : "");
        }
    }
}
