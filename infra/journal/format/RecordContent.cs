using System.Text;

namespace Rampart.Journal.Format;

/// <summary>Where the parts of a record's content are, and how long they may be.</summary>
static class RecordContent
{
    /// <summary>The longest envelope that is kept. A message carries references; the bus refuses longer ones.</summary>
    public const int MostEnvelopeBytes = 8 << 20;

    /// <summary>The longest text, in characters. What is longer comes from outside and is cut.</summary>
    public const int MostTextCharacters = 16 << 10;

    /// <summary>How many headers are kept.</summary>
    public const int MostHeaders = 100;

    /// <summary>The parts of fixed length: time, act, outcome, message id, duration.</summary>
    public const int TimeAt = 0, ActAt = 8, OutcomeAt = 9, MessageIdAt = 10, DurationAt = 26, TextsAt = 34;

    /// <summary>Stands for a duration that there is none of.</summary>
    public const long NoDuration = -1;

    /// <summary>How texts are written; a lone surrogate becomes a question mark.</summary>
    public static readonly Encoding Text = Encoding.UTF8;
}
