//! The elements of HTML that matter for blocks, and what each does to the flow of text.

/// What an element does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flow {
    /// Starts and ends a block.
    Block,
    /// Leaves the block going.
    Inline,
    /// Its content is not part of the text.
    Skip,
    /// Its content is no markup: it ends at its own end tag.
    Raw,
}

macro_rules! tags {
    ($($name:literal $tag:ident $flow:ident,)*) => {
        /// An element, or [`Tag::Other`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub(crate) enum Tag { Other, $($tag,)* }

        impl Tag {
            /// The element with this name in lower case.
            pub(crate) fn named(name: &[u8]) -> Self {
                match name { $($name => Self::$tag,)* _ => Self::Other }
            }

            pub(crate) fn flow(self) -> Flow {
                match self {
                    // Unknown elements are custom ones, which pages use as containers.
                    Self::Other => Flow::Block,
                    $(Self::$tag => Flow::$flow,)*
                }
            }
        }
    };
}

tags! {
    b"a" A Inline, b"abbr" Abbr Inline, b"address" Address Block, b"article" Article Block,
    b"aside" Aside Block, b"audio" Audio Skip, b"b" B Inline, b"bdi" Bdi Inline,
    b"blockquote" Blockquote Block, b"body" Body Block, b"br" Br Inline, b"button" Button Block,
    b"canvas" Canvas Skip, b"caption" Caption Block, b"center" Center Block,
    b"cite" Cite Inline, b"code" Code Inline, b"dd" Dd Block, b"del" Del Inline,
    b"details" Details Block, b"div" Div Block, b"dl" Dl Block, b"dt" Dt Block, b"em" Em Inline,
    b"fieldset" Fieldset Block, b"figcaption" Figcaption Block, b"figure" Figure Block,
    b"font" Font Inline, b"footer" Footer Block, b"form" Form Block, b"h1" H1 Block,
    b"h2" H2 Block, b"h3" H3 Block, b"h4" H4 Block, b"h5" H5 Block, b"h6" H6 Block,
    b"head" Head Block, b"header" Header Block, b"hr" Hr Block, b"html" Html Block, b"i" I Inline,
    b"iframe" Iframe Raw, b"img" Img Inline, b"input" Input Inline, b"ins" Ins Inline,
    b"label" Label Inline, b"legend" Legend Block, b"li" Li Block, b"link" Link Inline,
    b"main" Main Block, b"mark" Mark Inline, b"math" Math Inline, b"menu" Menu Block,
    b"meta" Meta Inline, b"nav" Nav Block, b"nobr" Nobr Inline, b"noframes" Noframes Raw,
    b"noscript" Noscript Skip, b"object" Object Skip, b"ol" Ol Block, b"option" Option Block,
    b"p" P Block, b"picture" Picture Inline, b"pre" Pre Block, b"q" Q Inline, b"s" S Inline,
    b"samp" Samp Inline, b"script" Script Raw, b"section" Section Block, b"select" Select Skip,
    b"small" Small Inline, b"source" Source Inline, b"span" Span Inline, b"strike" Strike Inline,
    b"strong" Strong Inline, b"style" Style Raw, b"sub" Sub Inline, b"summary" Summary Block,
    b"sup" Sup Inline, b"svg" Svg Skip, b"table" Table Block, b"tbody" Tbody Block,
    b"td" Td Block, b"template" Template Skip, b"textarea" Textarea Raw, b"tfoot" Tfoot Block,
    b"th" Th Block, b"thead" Thead Block, b"time" Time Inline, b"title" Title Raw,
    b"tr" Tr Block, b"tt" Tt Inline, b"u" U Inline, b"ul" Ul Block, b"var" Var Inline,
    b"video" Video Skip, b"wbr" Wbr Inline, b"xmp" Xmp Raw,
}

impl Tag {
    /// Whether the element never has content.
    pub(crate) fn is_void(self) -> bool {
        matches!(
            self,
            Self::Br
                | Self::Hr
                | Self::Img
                | Self::Input
                | Self::Link
                | Self::Meta
                | Self::Source
                | Self::Wbr
        )
    }

    /// Whether it is a heading.
    pub(crate) fn is_heading(self) -> bool {
        matches!(self, Self::H1 | Self::H2 | Self::H3 | Self::H4 | Self::H5 | Self::H6)
    }
}
