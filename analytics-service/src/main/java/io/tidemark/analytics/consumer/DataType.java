package io.tidemark.analytics.consumer;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What kind of data files have, by the extension of their names.
public enum DataType {
    DOCUMENTS("pdf doc docx odt rtf txt md tex ppt pptx odp pages key epub xls xlsx xlsm ods numbers csv tsv"),
    IMAGES("jpg jpeg png gif tif tiff bmp webp heic svg psd ai raw cr2 cr3 nef arw dng exr"),
    VIDEO("mp4 mkv mov avi wmv m4v webm mpg mpeg mts m2ts mxf flv vob"),
    AUDIO("mp3 wav flac aac m4a ogg opus wma aif aiff mid"),
    ARCHIVES("zip gz tgz tar bz2 tbz xz txz zst 7z rar lz4 lzo cab cpio bak dump"),
    DATABASES("db sqlite sqlite3 mdf ndf ldf ibd frm myd myi dbf mdb accdb ora rdb wal sst"),
    LOGS("log out err trace journal evtx pcap"),
    CODE(
            "java kt scala py c h cc cpp hpp cs go rs rb js ts jsx tsx php pl sh sql html css xml json yaml yml toml ipynb"),
    PROGRAMS("exe dll so a o lib jar war ear class pyc whl deb rpm apk msi bin ko"),
    MACHINES("vmdk vdi vhd vhdx qcow2 qcow img iso ova vmem vmsn"),
    MAIL("eml msg pst ost mbox dbx"),
    SCIENCE(
            "parquet orc avro arrow feather h5 hdf5 nc fits npy npz mat bam sam cram fastq fq vcf bcf dcm nii las laz root pt ckpt safetensors"),
    OTHER(""),
    /// No kind has half of the bytes.
    MIXED(""),
    /// There are no bytes.
    NONE("");

    private final List<String> extensions;

    DataType(String extensions) {
        this.extensions = extensions.isEmpty() ? List.of() : List.of(extensions.split(" ", -1));
    }

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> extensions() {
        return extensions;
    }

    static DataType labelled(String label) {
        return Arrays.stream(values())
                .filter(type -> type.label().equals(label))
                .findFirst()
                .orElse(OTHER);
    }
}
