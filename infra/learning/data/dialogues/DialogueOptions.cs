namespace Rampart.Learning.Data;

/// <summary>Which dialogues a sample gets beside its questions.</summary>
/// <param name="Captions">Requests for a caption, each answered by another of the sample's captions; at most as many as those.</param>
/// <param name="Presence">Questions whether something is in the image, yes and no in turn; at most twice the number of other classes.</param>
public sealed record DialogueOptions(int Captions, int Presence);
