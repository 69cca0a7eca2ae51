List<String> breakfast(Kitchen kitchen) throws Exception {
    return List.of(kitchen.tea(), kitchen.toast(), kitchen.eggs());
}
