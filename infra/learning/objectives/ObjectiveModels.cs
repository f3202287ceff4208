using Rampart.Learning.Models;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>The models an objective is made for; each takes what it needs and they stay the caller's.</summary>
/// <param name="Policy">The model in training.</param>
/// <param name="Reference">The vision tower before any of the training's segments; for fare and adpo. Not the policy's own tower.</param>
/// <param name="ClassEmbeddings">Text embeddings of the classes, float32 [classes, projection]; for tecoa.</param>
public sealed record ObjectiveModels(ModelBundle Policy, ClipVisionTower? Reference = null, Tensor? ClassEmbeddings = null)
{
    internal ClipVisionTower NeedReference(string objective)
    {
        ClipVisionTower reference = Reference ?? throw Missing(objective, "a reference vision tower");
        return ReferenceEquals(reference, Policy.Vision)
            ? throw new ArgumentException($"The objective '{objective}' needs a reference tower of its own: a frozen copy, not the tower in training.")
            : reference;
    }

    internal ClipTextTower NeedText(string objective) => Policy.Text ?? throw Missing(objective, "a text tower");

    internal LanguageModel NeedLanguage(string objective) => Policy.Language ?? throw Missing(objective, "a language model");

    internal Tensor NeedClassEmbeddings(string objective) => ClassEmbeddings ?? throw Missing(objective, "class embeddings");

    private static ArgumentException Missing(string objective, string what) =>
        new($"The objective '{objective}' needs {what}; choose a base model that has it.");
}
