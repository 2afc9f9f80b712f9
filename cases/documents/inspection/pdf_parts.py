"""What a PDF may consist of (ISO 32000-2), as an allow-list: everything that is not here is refused.

`PARTS` names the kinds of dictionaries and streams, the keys each of them may have, and the kind of part that each key
leads to. What reads, draws or finds the text of a document is here. Scripts, commands, files, media, program forms,
signatures and the private data of programs are not.
"""

from cases.documents.inspection import Reason

VALUE = "value"  # texts, numbers and names, alone or in arrays and dictionaries; no stream
EACH = "each "  # before a kind: a dictionary with keys of its own, each of which leads to that kind


def _keys(names, **leading):
    """Return {key: kind}: VALUE for the words in `names`, the given kind for the others."""
    return {f"/{name}": VALUE for name in names.split()} | {
        f"/{name.removesuffix('_')}": kind.replace("each_", EACH) for name, kind in leading.items()
    }


_TREE = _keys("Limits", Kids="self", Names="self", Nums="self")
_FORM_FIELD = _keys("FT T TU TM Ff V DV DA DS Q RV Opt MaxLen TI I", Kids="field", Parent="field")
_ANNOTATION = _FORM_FIELD | _keys(
    "Type Subtype Rect Contents NM M F AS Border C StructParent H QuadPoints CA ca BM T RC CreationDate RT Subj IT L "
    "BS LE IC LL LLE LLO CP CO Cap Open Name State StateModel Vertices InkList RD CL BE Sy DA DS Q Lang Rotate",
    P="page", AP="look", OC="layers", A="action", Dest="dest", Popup="field", IRT="field", MK="icons",
)  # fmt: skip

# {kind: {key: the kind that it leads to, or "self"}}
PARTS = {
    "catalogue": _keys(
        "Type Version Extensions PageLayout PageMode MarkInfo Lang ViewerPreferences",
        Pages="pages", PageLabels="labels", Names="names", Dests="each_dest", Outlines="outline", OpenAction="opening",
        Metadata="bytes", StructTreeRoot="structure", OutputIntents="intent", OCProperties="layers", AcroForm="form",
    ),
    "pages": _keys("Type Count MediaBox CropBox Rotate", Kids="page or pages", Parent="pages", Resources="resources"),
    "page": _keys(
        "Type LastModified MediaBox CropBox BleedBox TrimBox ArtBox BoxColorInfo Rotate StructParents Tabs UserUnit PZ "
        "ID Dur Trans",
        Parent="pages", Resources="resources", Contents="bytes", Group="group", Annots="annotation",
        Metadata="bytes",
    ),
    "labels": _TREE | _keys("Type S P St"),
    "names": _keys("", Dests="destinations"),
    "destinations": _TREE | _keys("", Names="dest"),
    "dest": _keys("", D="dest"),
    "outline": _keys(
        "Type Count Title C F",
        First="outline", Last="outline", Parent="outline", Prev="outline", Next="outline", Dest="dest", A="action",
        SE="structure",
    ),
    "action": _keys("Type S URI IsMap N", D="dest", SD="structure"),
    "opening": _keys("Type S", D="dest", SD="structure"),
    "annotation": _ANNOTATION,
    "field": _ANNOTATION,
    "form": _keys("NeedAppearances SigFlags DA Q", Fields="field", CO="field", DR="resources"),
    "look": _keys("", N="drawing or drawings", R="drawing or drawings", D="drawing or drawings"),
    "icons": _keys("R BC BG CA RC AC TP IF", I="drawing", RI="drawing", IX="drawing"),
    "resources": _keys(
        "ProcSet",
        ExtGState="each_state", ColorSpace="each_colour", Pattern="each_pattern", Shading="each_colour",
        XObject="each_drawing", Font="each_font", Properties="each_layers",
    ),
    "drawing": _keys(
        "Type Subtype Name FormType BBox Matrix LastModified StructParent StructParents Width Height BitsPerComponent "
        "Intent ImageMask Decode Interpolate SMaskInData Matte ID PTEX.FileName PTEX.PageNumber PTEX.InfoDict",
        Resources="resources", Group="group", Metadata="bytes", OC="layers", ColorSpace="colour", Mask="drawing",
        SMask="drawing",
    ),
    "group": _keys("Type S I K", CS="colour"),
    "state": _keys(
        "Type LW LC LJ ML D RI OP op OPM FL SM SA BM CA ca AIS TK UseBlackPtComp AAPL:AA",
        Font="font", SMask="mask", BG="colour", BG2="colour", UCR="colour", UCR2="colour", TR="colour", TR2="colour",
        HT="colour",
    ),
    "mask": _keys("Type S BC", G="drawing", TR="colour"),
    "pattern": _keys(
        "Type PatternType PaintType TilingType BBox XStep YStep Matrix",
        Resources="resources", Shading="colour", ExtGState="state",
    ),
    # Colour spaces, functions, shadings and halftones.
    "colour": _keys(
        "Type N Range WhitePoint BlackPoint Gamma Matrix Subtype Components MixingHints Solidities PrintingOrder "
        "DotGain FunctionType Domain Size BitsPerSample Order Encode Decode C0 C1 Bounds ShadingType Background BBox "
        "AntiAlias Coords Extend BitsPerCoordinate BitsPerComponent BitsPerFlag VerticesPerRow HalftoneType "
        "HalftoneName Frequency Angle SpotFunction AccurateScreens TransferFunction Width Height Width2 Height2 "
        "Xsquare Ysquare",
        Alternate="colour", Metadata="bytes", Colorants="each_colour", Process="colour", ColorSpace="colour",
        Function="colour", Functions="colour",
    ),
    "font": _keys(
        "Type Subtype Name BaseFont FirstChar LastChar Widths CIDSystemInfo DW W DW2 W2 FontBBox FontMatrix "
        "BaseEncoding Differences FontName FontFamily FontStretch FontWeight Flags ItalicAngle Ascent Descent Leading "
        "CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth CharSet Style Lang FD PTEX.Subtype",
        FontDescriptor="font", Encoding="font or bytes", ToUnicode="bytes", DescendantFonts="font", CIDToGIDMap="bytes",
        CharProcs="each_bytes", Resources="resources", FontFile="bytes", FontFile2="bytes", FontFile3="bytes",
        CIDSet="bytes",
    ),
    # Streams without parts of their own: contents of pages, programs of fonts, profiles of colours, descriptions.
    "bytes": _keys(
        "Type Subtype Length1 Length2 Length3 N Range CMapName CIDSystemInfo WMode",
        Metadata="bytes", Alternate="colour", UseCMap="bytes",
    ),
    "structure": _TREE | _keys(
        "Type S ID A C R T Lang Alt E ActualText MCID ParentTreeNextKey RoleMap ClassMap Phoneme PhoneticAlphabet",
        K="structure", P="structure", Pg="page", Obj="annotation or drawing", Stm="drawing",
        StmOwn="annotation or drawing",
        IDTree="structure", ParentTree="structure", Ref="structure", NS="namespace", Namespaces="namespace",
    ),
    "namespace": _keys("Type NS RoleMapNS"),
    "intent": _keys("Type S OutputCondition OutputConditionIdentifier RegistryName Info", DestOutputProfile="bytes"),
    "layers": _keys(
        "Type Name Intent Usage P VE BaseState Order ListMode Locked Event Category Creator MCID Lang Alt ActualText E "
        "BBox Attached Subtype",
        OCGs="layers", D="layers", Configs="layers", ON="layers", OFF="layers", AS="layers", RBGroups="layers",
        Metadata="bytes",
    ),
    "parameters": _keys(
        "Type Predictor Colors BitsPerComponent Columns EarlyChange K EndOfLine EncodedByteAlign Rows EndOfBlock "
        "BlackIs1 DamagedRowsBeforeError ColorTransform",
        JBIG2Globals="bytes",
    ),
}  # fmt: skip

STREAMS = {"bytes", "drawing", "colour", "pattern"}
OF_STREAMS = _keys("Length Filter DL", DecodeParms="parameters")
FILTERS = {
    "/ASCIIHexDecode",
    "/ASCII85Decode",
    "/LZWDecode",
    "/FlateDecode",
    "/RunLengthDecode",
    "/CCITTFaxDecode",
    "/JBIG2Decode",
    "/DCTDecode",
    "/JPXDecode",
}
ANNOTATIONS = {
    f"/{name}"
    for name in "Link Widget Text FreeText Highlight Underline Squiggly StrikeOut Square Circle Line Ink Stamp Popup "
    "Polygon PolyLine Caret".split()
}
# {(kind, key): (the names that may stand there, whether one of them must)}
CHOICES = {
    ("annotation", "/Subtype"): (ANNOTATIONS, True),
    ("field", "/Subtype"): (ANNOTATIONS, False),
    ("field", "/FT"): ({"/Btn", "/Tx", "/Ch"}, False),
    ("annotation", "/FT"): ({"/Btn", "/Tx", "/Ch"}, False),
    ("action", "/S"): ({"/GoTo", "/URI", "/Named"}, True),
    ("action", "/N"): ({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}, False),
    ("opening", "/S"): ({"/GoTo"}, True),  # what happens without a click
    ("drawing", "/Subtype"): ({"/Image", "/Form"}, True),
}
LINKS = ("http:", "https:", "mailto:", "tel:")

# Better words for what is refused often: {key or name: Reason}.
KNOWN = (
    dict.fromkeys(
        "/AA /JS /JavaScript /Launch /EmbeddedFiles /EF /AF /Collection /Next /Rendition /Renditions /RichMedia "
        "/RichMediaContent /RichMediaExecute /3D /3DD /Movie /Sound /Screen /FileAttachment /GoToE /GoTo3DView /PS "
        "/SetOCGState /Hide /ResetForm".split(),
        Reason.ACTIVE,
    )
    | dict.fromkeys(
        "/F /FFilter /FDecodeParms /GoToR /SubmitForm /ImportData /Thread /URI /Ref /OPI".split(), Reason.REACHES_OUT
    )
    | dict.fromkeys("/XFA /NeedsRendering".split(), Reason.FORM)
    | dict.fromkeys("/Sig /Perms /DSS /Lock /SV".split(), Reason.SIGNED)
)
