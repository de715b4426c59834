package io.evenkeel.keeper.sign;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file with a key in it: whole or not there at all, its owner's alone, and never written over. */
public final class SecretFile {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private SecretFile() {}

    /**
     * On the disk when it returns. Whoever is killed in between leaves at most a file that ends in {@code .unfinished}.
     *
     * @throws FileAlreadyExistsException rather than write over anything
     */
    public static void create(Path file, byte[] content) throws IOException {
        Path whole = file.toAbsolutePath();
        Path unfinished = whole.resolveSibling(whole.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        try {
            write(unfinished, content);
            publish(unfinished, whole);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        force(whole.getParent());
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel out = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), onlyTheOwner())) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        }
    }

    /** A second name for a file is given in one step and only if it is free, which a rename would not look at. */
    private static void publish(Path unfinished, Path file) throws IOException {
        try {
            Files.createLink(file, unfinished);
        } catch (UnsupportedOperationException noLinksHere) {
            Files.move(unfinished, file);
        }
    }

    private static void force(@Nullable Path folder) throws IOException {
        if (folder != null && isPosix()) {
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    /** What is wrong with who may read it, and how to mend it; empty when nothing is, or when it cannot be told. */
    public static Optional<String> warning(Path file) {
        if (!isPosix()) {
            return Optional.empty();
        }
        try {
            Set<PosixFilePermission> found = Files.getPosixFilePermissions(file);
            return found.stream().anyMatch(OTHERS::contains)
                    ? Optional.of(file + " may be read or changed by others (" + PosixFilePermissions.toString(found)
                            + "); chmod 600 it")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static FileAttribute<?>[] onlyTheOwner() {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
