namespace Rampart.Learning.Objectives;

/// <summary>Every objective there is. A new one is one file, one line here and one test class.</summary>
public static class ObjectiveRegistry
{
    /// <summary>The entries, in the order in which documentation lists them.</summary>
    public static IReadOnlyList<ObjectiveEntry> All { get; } =
    [
        ObjectiveEntry.Of<ContrastiveOptions>("contrastive", "images and captions find each other (CLIP)",
            (models, options) => new Contrastive(new(models.Policy.Vision, models.NeedText("contrastive")), options)),
        ObjectiveEntry.Of<InstructionOptions>("instruction", "answers questions about images (LLaVA)",
            (models, options) => new Instruction(models.Policy.Vision, models.NeedLanguage("instruction"), options)),
        ObjectiveEntry.Of<TecoaOptions>("tecoa", "attacked images stay with their class's text",
            (models, options) => new Tecoa(models.Policy.Vision, models.NeedClassEmbeddings("tecoa"), options)),
        ObjectiveEntry.Of<FareOptions>("fare", "attacked images keep their features",
            (models, options) => new Fare(models.Policy.Vision, models.NeedReference("fare"), options)),
        ObjectiveEntry.Of<AdpoOptions>("adpo", "clean answers are preferred to those under attack (AdPO)",
            (models, options) => new Adpo(models.Policy.Vision, models.NeedReference("adpo"), models.NeedLanguage("adpo"), options)),
    ];

    /// <summary>The entry of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public static ObjectiveEntry Find(string name) =>
        All.FirstOrDefault(entry => entry.Name == name)
        ?? throw new ArgumentException($"There is no objective '{name}'. There are: {string.Join(", ", All.Select(entry => entry.Name))}.", nameof(name));
}
