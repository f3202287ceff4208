using Rampart.Investigation.Replaying;
using Rampart.Replay;

namespace Rampart.Investigation.Pages;

/// <summary>What the page of a replay shows besides the report: it is gathered while both sides of every output can still be read.</summary>
/// <param name="Report">The report.</param>
/// <param name="Shown">The item that the page is about: the first that differs, or else the last one; null when nothing was replayed.</param>
/// <param name="Message">The message that ordered it; null when it is not known.</param>
/// <param name="Lineage">Where its first output that differs, or else its first one, comes from; null when no run made it.</param>
/// <param name="Pictures">Images among the outputs.</param>
/// <param name="Curves">Curves among the outputs.</param>
public sealed record ReplayPageContent(
    ReplayReport Report, ItemReport? Shown, ShownMessage? Message, Lineage? Lineage, IReadOnlyList<PicturePair> Pictures, IReadOnlyList<CurvePair> Curves);

/// <summary>A message for people.</summary>
/// <param name="Text">Its envelope, or only the order, as indented JSON.</param>
/// <param name="IsJournaled">Whether it is the envelope that the journal has; otherwise it is the order as the stored result tells it.</param>
/// <param name="Headers">The transport's headers, when the journal has it.</param>
public sealed record ShownMessage(string Text, bool IsJournaled, IReadOnlyDictionary<string, string> Headers);

/// <summary>An image of two outputs.</summary>
/// <param name="Where">Stage, item, output and sample.</param>
/// <param name="There">As it was recorded, 8-bit, channel by channel.</param>
/// <param name="Here">As it came out now.</param>
/// <param name="Channels">1 or 3.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Largest">The largest difference of a pixel, in [0,1].</param>
public sealed record PicturePair(string Where, byte[] There, byte[] Here, int Channels, int Height, int Width, double Largest);

/// <summary>A curve of two outputs.</summary>
/// <param name="Where">Stage, item and figure.</param>
/// <param name="There">As it was recorded: step and value.</param>
/// <param name="Here">As it came out now.</param>
/// <param name="Parts">The first step at which they differ; null when they don't.</param>
public sealed record CurvePair(
    string Where, IReadOnlyList<(long Step, double Value)> There, IReadOnlyList<(long Step, double Value)> Here, long? Parts);
