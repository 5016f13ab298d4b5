// BuiltInEdition
